// Calls a DataHub server in the ways that its users do, and says which of them went as the
// contract says: `client ADDRESS`. Exits with 1 if any did not.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	pb "datahub/pb"
)

const guid = "6F1C2F3A-0B1D-4E2F-8A3B-4C5D6E7F8091"

type peer struct {
	connection *grpc.ClientConn
	egress     pb.EgressClient
	ingest     pb.IngestClient
}

func expectCode(err error, code codes.Code, words string) error {
	if status.Code(err) != code || !strings.Contains(status.Convert(err).Message(), words) {
		return fmt.Errorf("expected %v with %q, received %v", code, words, err)
	}
	return nil
}

func (p peer) unary(ctx context.Context) error {
	answer, err := p.ingest.SendDataPackage(ctx, &pb.RequestSendDataPackage{
		TrackingGuid: guid, TagValue: []string{"1", "2"},
	})
	if err == nil && (!answer.IsSuccess || answer.TrackingGuid != guid) {
		err = fmt.Errorf("unexpected answer %v", answer)
	}
	return err
}

func (p peer) upload(count int, size int) func(context.Context) error {
	return func(ctx context.Context) error {
		stream, err := p.ingest.SendDataPackagesStream(ctx)
		if err != nil {
			return err
		}
		request := &pb.RequestSendDataPackageStream{
			TrackingGuid: guid, TagValue: strings.Repeat("x", size),
		}
		for i := 0; i < count; i++ {
			if err := stream.Send(request); err != nil {
				break
			}
		}
		answer, err := stream.CloseAndRecv()
		if err == nil && int(answer.DataPackageCount) != count {
			err = fmt.Errorf("expected %d packages, received %v", count, answer)
		}
		return err
	}
}

func (p peer) pingPong(ctx context.Context) error {
	stream, err := p.ingest.ExchangeDataPackages(ctx)
	if err != nil {
		return err
	}
	for i := 1; i <= 1000; i++ {
		if err := stream.Send(&pb.RequestSendDataPackageStream{TrackingGuid: guid}); err != nil {
			return err
		}
		answer, err := stream.Recv()
		if err != nil {
			return err
		}
		if int(answer.DataPackageCount) != i {
			return fmt.Errorf("expected answer %d, received %v", i, answer)
		}
	}
	if err := stream.CloseSend(); err != nil {
		return err
	}
	if _, err := stream.Recv(); err != io.EOF {
		return fmt.Errorf("expected the end, received %v", err)
	}
	return nil
}

func (p peer) subscribe(ctx context.Context, count int) error {
	stream, err := p.egress.GetDataPackagesStream(
		ctx, &pb.RequestGetDataPackage{TrackingGuid: guid, TagName: "Größe"})
	if err != nil {
		return err
	}
	for i := 0; count < 0 || i < count; i++ {
		answer, err := stream.Recv()
		if err != nil {
			return err
		}
		if answer.TrackingGuid != guid || answer.TagName != "Größe" {
			return fmt.Errorf("unexpected package %v", answer)
		}
	}
	return nil
}

func (p peer) readAndCancel(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	return p.subscribe(ctx, 100_000)
}

func (p peer) deadline(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
	defer cancel()
	return expectCode(p.subscribe(ctx, -1), codes.DeadlineExceeded, "")
}

func (p peer) badGUID(ctx context.Context) error {
	_, err := p.ingest.SendDataPackage(ctx, &pb.RequestSendDataPackage{TrackingGuid: "no"})
	return expectCode(err, codes.InvalidArgument, "tracking_guid")
}

func (p peer) unknownMethod(ctx context.Context) error {
	err := p.connection.Invoke(
		ctx, "/datahub.Egress/Nothing", &pb.RequestGetDataPackage{}, &pb.RequestGetDataPackage{})
	return expectCode(err, codes.Unimplemented, "")
}

func (p peer) tooLarge(ctx context.Context) error {
	return expectCode(p.upload(1, 5<<20)(ctx), codes.ResourceExhausted, "")
}

func (p peer) withMetadata(ctx context.Context) error {
	ctx = metadata.AppendToOutgoingContext(ctx, "note", "a b", "trace-bin", "\x00\xff\x01")
	return p.unary(ctx)
}

func main() {
	connection, err := grpc.Dial(os.Args[1], grpc.WithInsecure())
	if err != nil {
		fmt.Println(err)
		os.Exit(2)
	}
	p := peer{connection, pb.NewEgressClient(connection), pb.NewIngestClient(connection)}
	calls := []struct {
		name string
		call func(context.Context) error
	}{
		{"unary", p.unary},
		{"text and binary metadata", p.withMetadata},
		{"upload of 100,000 packages", p.upload(100_000, 40)},
		{"empty upload", p.upload(0, 0)},
		{"upload of a package of just under 4 MiB", p.upload(1, 4<<20-100)},
		{"a package of 5 MiB is refused", p.tooLarge},
		{"1,000 packages of ping-pong", p.pingPong},
		{"100,000 packages read, then cancelled", p.readAndCancel},
		{"deadline", p.deadline},
		{"error status and message", p.badGUID},
		{"unknown method", p.unknownMethod},
		{"unary after all that", p.unary},
	}
	failed := 0
	for _, c := range calls {
		ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
		if err := c.call(ctx); err != nil {
			failed++
			fmt.Printf("FAILED %s: %v\n", c.name, err)
		} else {
			fmt.Printf("ok     %s\n", c.name)
		}
		cancel()
	}
	if failed > 0 {
		os.Exit(1)
	}
}
