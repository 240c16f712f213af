package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"google.golang.org/grpc"

	pb "datahub/pb"
)

var kinds = []kind{
	{"unary", unary},
	{"client-streaming", upload},
	{"server-streaming", subscribe},
	{"bidirectional", exchange},
}

func expectText(received string, octets int) error {
	if len(received) != octets {
		return fmt.Errorf("expected a text of %d octets, received %d", octets, len(received))
	}
	return nil
}

func unary(ctx context.Context, p peer, _, octets int) (a answer, err error) {
	response, err := p.ingest.SendDataPackage(
		ctx, &pb.RequestSendDataPackage{TrackingGuid: strings.Repeat("g", octets)},
		grpc.Header(&a.header), grpc.Trailer(&a.trailer))
	if err != nil {
		return a, err
	}
	a.messages = int(response.DataPackageCount)
	return a, expectText(response.TrackingGuid, octets)
}

func upload(ctx context.Context, p peer, count, octets int) (a answer, err error) {
	stream, err := p.ingest.SendDataPackagesStream(
		ctx, grpc.Header(&a.header), grpc.Trailer(&a.trailer))
	if err != nil {
		return a, err
	}
	request := &pb.RequestSendDataPackageStream{TrackingGuid: strings.Repeat("g", octets)}
	for i := 0; i < count && err == nil; i++ {
		err = stream.Send(request)
	}
	response, err := stream.CloseAndRecv()
	if err != nil {
		return a, err
	}
	a.messages = int(response.DataPackageCount)
	return a, expectText(response.TrackingGuid, octets)
}

func subscribe(ctx context.Context, p peer, count, octets int) (a answer, err error) {
	stream, err := p.egress.GetDataPackagesStream(
		with(ctx, "count", strconv.Itoa(count)),
		&pb.RequestGetDataPackage{TagName: strings.Repeat("g", octets)},
		grpc.Header(&a.header), grpc.Trailer(&a.trailer))
	if err != nil {
		return a, err
	}
	for {
		response, err := stream.Recv()
		if err == io.EOF {
			return a, nil
		}
		if err != nil {
			return a, err
		}
		if err := expectText(response.TagName, octets); err != nil {
			return a, err
		}
		a.messages++
	}
}

func exchange(ctx context.Context, p peer, count, octets int) (a answer, err error) {
	stream, err := p.ingest.ExchangeDataPackages(
		ctx, grpc.Header(&a.header), grpc.Trailer(&a.trailer))
	if err != nil {
		return a, err
	}
	go func() {
		request := &pb.RequestSendDataPackageStream{TrackingGuid: strings.Repeat("g", octets)}
		for i := 0; i < count; i++ {
			// What ended the stream is told by Recv.
			if stream.Send(request) != nil {
				return
			}
		}
		stream.CloseSend()
	}()
	for {
		response, err := stream.Recv()
		if err == io.EOF {
			return a, nil
		}
		if err != nil {
			return a, err
		}
		if err := expectText(response.TrackingGuid, octets); err != nil {
			return a, err
		}
		a.messages++
	}
}
