// Holds many subscriptions at once and says in a line of JSON how late their packages are:
// `watch ADDRESS CONNECTIONS STREAMS_EACH SECONDS`, for a server whose interval is a second.
//
// A package is due an interval after the one before it; its lateness is what the gap is longer, in
// milliseconds. One that is at most 100 ms late is on time.
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

const interval = time.Second

func number(argument int) int {
	value, err := strconv.Atoi(os.Args[argument])
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	connections, each, seconds := number(2), number(3), number(4)
	length := time.Duration(seconds) * time.Second
	var wait sync.WaitGroup
	var lock sync.Mutex
	var late []time.Duration
	failed := 0

	for c := 0; c < connections; c++ {
		// A window of its own keeps grpc-go from finding one out by PINGs, which some servers resent.
		connection, err := grpc.Dial(os.Args[1], grpc.WithInsecure(),
			grpc.WithInitialWindowSize(1<<16), grpc.WithInitialConnWindowSize(1<<20))
		if err != nil {
			log.Fatal(err)
		}
		egress := pb.NewEgressClient(connection)
		for s := 0; s < each; s++ {
			wait.Add(1)
			// The streams begin spread over an interval, as independent subscribers would.
			begin := time.Duration(c*each+s) * interval / time.Duration(connections*each)
			go func() {
				defer wait.Done()
				time.Sleep(begin)
				mine, err := subscribe(egress, length)
				lock.Lock()
				defer lock.Unlock()
				late = append(late, mine...)
				if err != nil {
					failed++
				}
			}()
		}
	}
	wait.Wait()

	sort.Slice(late, func(i, j int) bool { return late[i] < late[j] })
	onTime := sort.Search(len(late), func(i int) bool { return late[i] > interval/10 })
	// In milliseconds.
	at := func(share float64) float64 {
		if len(late) == 0 {
			return 0
		}
		return late[int(share*float64(len(late)-1))].Seconds() * 1000
	}
	fmt.Printf(
		`{"failed": %d, "due": %d, "came": %d, "on_time": %d, "p50": %f, "p99": %f, "max": %f}`+"\n",
		failed, connections*each*seconds, len(late), onTime, at(0.5), at(0.99), at(1))
}

// subscribe reads until `length` has passed, and returns how late each package was.
func subscribe(egress pb.EgressClient, length time.Duration) ([]time.Duration, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stream, err := egress.GetDataPackagesStream(ctx, &pb.RequestGetDataPackage{
		TrackingGuid: "6f1c2f3a-0b1d-4e2f-8a3b-4c5d6e7f8091", TagName: "SomeTagName",
	})
	if err != nil {
		return nil, err
	}
	var late []time.Duration
	var before time.Time
	for began := time.Now(); time.Since(began) < length-interval/2; {
		if _, err := stream.Recv(); err != nil {
			return late, err
		}
		now := time.Now()
		if !before.IsZero() {
			late = append(late, now.Sub(before)-interval)
		}
		before = now
	}
	return late, nil
}
