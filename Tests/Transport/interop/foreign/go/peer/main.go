// Calls a server that obeys instructions (../server/instructions.go, or Peer in Swift) with every
// kind of RPC: `peer ADDRESS`. Says which calls went as they should; exits with 1 if any did not.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	pb "datahub/pb"
)

const failure = "Grüße: 100 % 🌍"

// Both kinds of metadata, and what a binary value must survive.
var echo = metadata.Pairs("echo", "a b, c", "echo-bin", "\x00\xff\x01\r\n,")

type answer struct {
	header, trailer metadata.MD
	// The answers, or for an upload the packages that the server counted.
	messages int
}

func (a answer) expectEcho() error {
	for _, md := range []metadata.MD{a.header, a.trailer} {
		for name, values := range echo {
			if received := md.Get(name); len(received) != 1 || received[0] != values[0] {
				return fmt.Errorf("expected %s %q, received %q", name, values, received)
			}
		}
	}
	return nil
}

type kind struct {
	name string
	// Sends `count` packages, or has as many sent, each with a text of `octets` octets.
	call func(ctx context.Context, p peer, count, octets int) (answer, error)
}

type peer struct {
	egress pb.EgressClient
	ingest pb.IngestClient
}

func with(ctx context.Context, pairs ...string) context.Context {
	return metadata.AppendToOutgoingContext(ctx, pairs...)
}

func expect(err error, code codes.Code) error {
	if status.Code(err) != code {
		return fmt.Errorf("expected %v, received %v", code, err)
	}
	return nil
}

// tally asks the server for a number that it counts.
func (p peer) tally(ctx context.Context, name string) (int, error) {
	answer, err := p.ingest.SendDataPackage(with(ctx, "ask", name), &pb.RequestSendDataPackage{})
	return int(answer.GetDataPackageCount()), err
}

// until asks until the number is more than `before`.
func (p peer) until(ctx context.Context, name string, before int) error {
	for {
		if number, err := p.tally(ctx, name); err != nil || number > before {
			return err
		}
	}
}

func (p peer) metadata(ctx context.Context, k kind) error {
	answer, err := k.call(metadata.NewOutgoingContext(ctx, echo), p, 1, 36)
	if err != nil {
		return err
	}
	return answer.expectEcho()
}

func (p peer) status(ctx context.Context, k kind) error {
	answer, err := k.call(with(metadata.NewOutgoingContext(ctx, echo), "fail", "8"), p, 1, 36)
	if status.Convert(err).Message() != failure {
		return fmt.Errorf("expected %q, received %v", failure, err)
	}
	// A response of trailers alone may show its metadata as the initial one or not at all.
	answer.header = answer.trailer
	if err := answer.expectEcho(); err != nil {
		return err
	}
	return expect(err, codes.ResourceExhausted)
}

func (p peer) cancellation(ctx context.Context, k kind) error {
	waiting, err := p.tally(ctx, "waiting")
	if err != nil {
		return err
	}
	left, err := p.tally(ctx, "left")
	if err != nil {
		return err
	}
	calling, cancel := context.WithCancel(ctx)
	defer cancel()
	result := make(chan error)
	go func() {
		_, err := k.call(with(calling, "wait", "yes"), p, 1, 36)
		result <- err
	}()
	if err := p.until(ctx, "waiting", waiting); err != nil {
		return err
	}
	cancel()
	if err := expect(<-result, codes.Canceled); err != nil {
		return err
	}
	return p.until(ctx, "left", left)
}

func (p peer) deadline(ctx context.Context, k kind) error {
	left, err := p.tally(ctx, "left")
	if err != nil {
		return err
	}
	calling, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
	defer cancel()
	_, err = k.call(with(calling, "wait", "yes"), p, 1, 36)
	if err := expect(err, codes.DeadlineExceeded); err != nil {
		return err
	}
	return p.until(ctx, "left", left)
}

func (p peer) many(count, octets int) func(context.Context, kind) error {
	return func(ctx context.Context, k kind) error {
		answer, err := k.call(ctx, p, count, octets)
		if err == nil && answer.messages != count {
			err = fmt.Errorf("expected %d messages, received %d", count, answer.messages)
		}
		return err
	}
}

func main() {
	connection, err := grpc.Dial(os.Args[1], grpc.WithInsecure())
	if err != nil {
		fmt.Println(err)
		os.Exit(2)
	}
	p := peer{pb.NewEgressClient(connection), pb.NewIngestClient(connection)}
	trials := []struct {
		name  string
		trial func(context.Context, kind) error
	}{
		{"metadata comes back, text and binary", p.metadata},
		{"error status, message and metadata", p.status},
		{"cancellation", p.cancellation},
		{"deadline", p.deadline},
		// The answer has a little more beside the text, and must not pass the limit either.
		{"a message of 4 MiB", p.many(1, 4<<20-100)},
		{"100,000 messages", p.many(100_000, 36)},
	}
	failed := 0
	for _, k := range kinds {
		for _, t := range trials {
			if k.name == "unary" && strings.HasPrefix(t.name, "100,000") {
				continue
			}
			ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
			if err := t.trial(ctx, k); err != nil {
				failed++
				fmt.Printf("FAILED %s: %s: %v\n", k.name, t.name, err)
			} else {
				fmt.Printf("ok     %s: %s\n", k.name, t.name)
			}
			cancel()
		}
	}
	if failed > 0 {
		os.Exit(1)
	}
}
