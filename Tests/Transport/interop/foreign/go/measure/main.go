// Loads a server for a while: `measure ADDRESS KIND STREAMS OCTETS SECONDS [WINDOW]`, and says in a
// line of JSON how many messages went through a second and, where each has an answer, how long they
// took. With a window it sends no PINGs to find out how large one should be.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"

	pb "datahub/pb"
)

const guid = "6f1c2f3a-0b1d-4e2f-8a3b-4c5d6e7f8091"

type load struct {
	egress pb.EgressClient
	ingest pb.IngestClient
	text   string
	passed int32
}

// measured is what went through one call; roundTrips are in microseconds.
type measured struct {
	messages   int
	roundTrips []float64
}

func (l *load) isOver() bool { return atomic.LoadInt32(&l.passed) != 0 }

func (m *measured) add(began time.Time) {
	m.messages++
	m.roundTrips = append(m.roundTrips, float64(time.Since(began).Nanoseconds())/1000)
}

func (l *load) unary(ctx context.Context) (m measured, err error) {
	request := &pb.RequestSendDataPackage{
		TrackingGuid: guid, TelemetryGuid: guid, TagName: "Tag", TagValue: []string{l.text},
	}
	for !l.isOver() {
		began := time.Now()
		if _, err := l.ingest.SendDataPackage(ctx, request); err != nil {
			return m, err
		}
		m.add(began)
	}
	return m, nil
}

func (l *load) request() *pb.RequestSendDataPackageStream {
	return &pb.RequestSendDataPackageStream{
		TrackingGuid: guid, TelemetryGuid: guid, TagName: "Tag", TagValue: l.text,
	}
}

func (l *load) upload(ctx context.Context) (m measured, err error) {
	stream, err := l.ingest.SendDataPackagesStream(ctx)
	if err != nil {
		return m, err
	}
	for request := l.request(); !l.isOver(); {
		if err := stream.Send(request); err != nil {
			break
		}
	}
	answer, err := stream.CloseAndRecv()
	return measured{messages: int(answer.GetDataPackageCount())}, err
}

func (l *load) subscribe(ctx context.Context) (m measured, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := l.egress.GetDataPackagesStream(
		ctx, &pb.RequestGetDataPackage{TrackingGuid: guid, TagName: l.text})
	if err != nil {
		return m, err
	}
	for !l.isOver() {
		if _, err := stream.Recv(); err != nil {
			return m, err
		}
		m.messages++
	}
	return m, nil
}

func (l *load) pingPong(ctx context.Context) (m measured, err error) {
	stream, err := l.ingest.ExchangeDataPackages(ctx)
	if err != nil {
		return m, err
	}
	for request := l.request(); !l.isOver(); {
		began := time.Now()
		if err := stream.Send(request); err != nil && err != io.EOF {
			return m, err
		}
		if _, err := stream.Recv(); err != nil {
			return m, err
		}
		m.add(began)
	}
	stream.CloseSend()
	_, err = stream.Recv()
	if err == io.EOF {
		err = nil
	}
	return m, err
}

func main() {
	options := []grpc.DialOption{grpc.WithInsecure()}
	if len(os.Args) > 6 {
		window, _ := strconv.Atoi(os.Args[6])
		options = append(options,
			grpc.WithInitialWindowSize(int32(window)), grpc.WithInitialConnWindowSize(int32(window)))
	}
	connection, err := grpc.Dial(os.Args[1], options...)
	if err != nil {
		log.Fatal(err)
	}
	streams, _ := strconv.Atoi(os.Args[3])
	octets, _ := strconv.Atoi(os.Args[4])
	seconds, _ := strconv.ParseFloat(os.Args[5], 64)
	l := &load{
		egress: pb.NewEgressClient(connection), ingest: pb.NewIngestClient(connection),
		text: strings.Repeat("x", octets),
	}
	call := map[string]func(context.Context) (measured, error){
		"unary": l.unary, "client-streaming": l.upload, "server-streaming": l.subscribe,
		"bidirectional": l.pingPong,
	}[os.Args[2]]

	// The connection is there before anything is measured.
	ctx := context.Background()
	first := &pb.RequestSendDataPackage{TrackingGuid: guid}
	if _, err := l.ingest.SendDataPackage(ctx, first, grpc.WaitForReady(true)); err != nil {
		log.Fatal(err)
	}
	began := time.Now()
	time.AfterFunc(time.Duration(seconds*float64(time.Second)), func() {
		atomic.StoreInt32(&l.passed, 1)
	})
	results := make([]measured, streams)
	var wait sync.WaitGroup
	for i := range results {
		wait.Add(1)
		go func(into *measured) {
			defer wait.Done()
			var err error
			if *into, err = call(ctx); err != nil {
				log.Fatal(err)
			}
		}(&results[i])
	}
	wait.Wait()
	took := time.Since(began).Seconds()

	messages, roundTrips := 0, []float64{}
	for _, each := range results {
		messages += each.messages
		roundTrips = append(roundTrips, each.roundTrips...)
	}
	fmt.Printf(`{"rate": %f`, float64(messages)/took)
	if last := float64(len(roundTrips) - 1); last >= 0 {
		sort.Float64s(roundTrips)
		fmt.Printf(`, "p50": %f, "p99": %f`, roundTrips[int(0.5*last)], roundTrips[int(0.99*last)])
	}
	fmt.Println("}")
}
