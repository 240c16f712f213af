// Publishes packages to many subscribers of one tag and says in a line of JSON how late they came:
// `hub ADDRESS CONNECTIONS SUBSCRIBERS_EACH PACKAGES_A_SECOND SECONDS`.
//
// A package's lateness is the time from before it is sent until a subscriber has it, in milliseconds.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"sort"
	"strconv"
	"sync"
	"time"

	"google.golang.org/grpc"

	pb "datahub/pb"
)

const (
	guid = "6f1c2f3a-0b1d-4e2f-8a3b-4c5d6e7f8091"
	tag  = "SomeTagName"
	// What a subscriber has to get before anything is measured, and what is the last one for it.
	first, last = "first", "last"
	// How long packages may be on their way when all are sent.
	patience = 30 * time.Second
)

func number(argument int) int {
	value, err := strconv.Atoi(os.Args[argument])
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func dial() *grpc.ClientConn {
	// A window of its own keeps grpc-go from finding one out by PINGs, which some servers resent.
	connection, err := grpc.Dial(os.Args[1], grpc.WithInsecure(),
		grpc.WithInitialWindowSize(1<<16), grpc.WithInitialConnWindowSize(1<<20))
	if err != nil {
		log.Fatal(err)
	}
	return connection
}

// read is what one subscriber has got.
type read struct {
	late   []time.Duration
	missed int64
	err    error
}

// subscribe reads up to the last package. A package's value is when it was sent, in ns since `begin`.
func subscribe(
	ctx context.Context, egress pb.EgressClient, begin time.Time, isReady func(),
) (result read) {
	stream, err := egress.SubscribeDataPackages(
		ctx, &pb.RequestSubscribeDataPackages{TrackingGuid: guid, TagName: tag})
	if err != nil {
		return read{err: err}
	}
	hasBegun := false
	for {
		message, err := stream.Recv()
		if err != nil {
			result.err = err
			return result
		}
		if message.Package == nil {
			continue
		}
		if !hasBegun {
			hasBegun = true
			isReady()
		}
		switch text := message.Package.TagValue; text {
		case first:
			continue
		case last:
			result.missed += message.Missed
			return result
		default:
			sent, err := strconv.ParseInt(text, 10, 64)
			if err != nil {
				result.err = err
				return result
			}
			result.missed += message.Missed
			result.late = append(result.late, time.Since(begin)-time.Duration(sent))
		}
	}
}

func main() {
	connections, each, rate, seconds := number(2), number(3), number(4), number(5)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	begin := time.Now()
	results := make([]read, connections*each)
	var ready, ended sync.WaitGroup
	for c := 0; c < connections; c++ {
		egress := pb.NewEgressClient(dial())
		for s := 0; s < each; s++ {
			ready.Add(1)
			ended.Add(1)
			go func(into *read) {
				defer ended.Done()
				*into = subscribe(ctx, egress, begin, ready.Done)
			}(&results[c*each+s])
		}
	}

	upload, err := pb.NewIngestClient(dial()).SendDataPackagesStream(ctx, grpc.WaitForReady(true))
	if err != nil {
		log.Fatal(err)
	}
	send := func(value string) {
		if err := upload.Send(&pb.RequestSendDataPackageStream{
			TrackingGuid: guid, TelemetryGuid: guid, TagName: tag, TagValue: value,
		}); err != nil {
			log.Fatal(err)
		}
	}
	all := make(chan struct{})
	go func() {
		ready.Wait()
		close(all)
	}()
	for isReady := false; !isReady; {
		send(first)
		select {
		case <-all:
			isReady = true
		case <-time.After(20 * time.Millisecond):
		}
	}
	began := time.Now()
	for i := 0; i < rate*seconds; i++ {
		time.Sleep(time.Until(began.Add(time.Duration(i) * time.Second / time.Duration(rate))))
		send(strconv.FormatInt(time.Since(begin).Nanoseconds(), 10))
	}
	send(last)
	time.AfterFunc(patience, cancel)
	ended.Wait()

	var late []time.Duration
	missed, failed := int64(0), 0
	for _, result := range results {
		late = append(late, result.late...)
		missed += result.missed
		if result.err != nil {
			failed++
		}
	}
	sort.Slice(late, func(i, j int) bool { return late[i] < late[j] })
	// In milliseconds.
	at := func(share float64) float64 {
		if len(late) == 0 {
			return 0
		}
		return late[int(share*float64(len(late)-1))].Seconds() * 1000
	}
	fmt.Printf(
		`{"failed": %d, "due": %d, "came": %d, "missed": %d, "p50": %f, "p99": %f, "max": %f}`+"\n",
		failed, len(results)*rate*seconds, len(late), missed, at(0.5), at(0.99), at(1))
}
