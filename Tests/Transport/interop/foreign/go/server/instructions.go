package main

import (
	"context"
	"strconv"
	"sync/atomic"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

const failure = "Grüße: 100 % 🌍"

// How many calls have begun to wait, and how many of their callers have left.
var waiting, left int32

func first(md metadata.MD, name string) (string, bool) {
	values := md.Get(name)
	if len(values) == 0 {
		return "", false
	}
	return values[0], true
}

// obey does what a call's metadata says: `echo` and `echo-bin` come back, initially and in the
// trailers; `fail` fails the call with that code; `wait` keeps it until its caller has left.
func obey(ctx context.Context, header, trailer func(metadata.MD)) error {
	md, _ := metadata.FromIncomingContext(ctx)
	echo := metadata.MD{}
	for _, name := range []string{"echo", "echo-bin"} {
		if values := md.Get(name); len(values) > 0 {
			echo.Set(name, values...)
		}
	}
	trailer(echo)
	if _, asked := first(md, "wait"); asked {
		atomic.AddInt32(&waiting, 1)
		<-ctx.Done()
		atomic.AddInt32(&left, 1)
		return status.FromContextError(ctx.Err()).Err()
	}
	if text, asked := first(md, "fail"); asked {
		code, _ := strconv.Atoi(text)
		return status.Error(codes.Code(code), failure)
	}
	header(echo)
	return nil
}

func obeyUnary(
	ctx context.Context, request interface{}, _ *grpc.UnaryServerInfo, next grpc.UnaryHandler,
) (interface{}, error) {
	err := obey(ctx,
		func(md metadata.MD) { grpc.SetHeader(ctx, md) },
		func(md metadata.MD) { grpc.SetTrailer(ctx, md) })
	if err != nil {
		return nil, err
	}
	return next(ctx, request)
}

func obeyStream(
	service interface{}, stream grpc.ServerStream, _ *grpc.StreamServerInfo, next grpc.StreamHandler,
) error {
	err := obey(stream.Context(), func(md metadata.MD) { stream.SetHeader(md) }, stream.SetTrailer)
	if err != nil {
		return err
	}
	return next(service, stream)
}
