// DataHub's server in Go, as far as its peers need it: the same flags, the same first line, and
// the same answers. What a call's metadata tells it to do is in instructions.go.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"strconv"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	pb "datahub/pb"
)

type server struct {
	pb.UnimplementedEgressServer
	pb.UnimplementedIngestServer
	interval time.Duration
	hub      hub
}

func ticks() string {
	return strconv.FormatInt(time.Now().UnixNano()/100+621_355_968_000_000_000, 10)
}

func (s *server) GetDataPackagesStream(
	request *pb.RequestGetDataPackage, stream pb.Egress_GetDataPackagesStreamServer,
) error {
	// Counted, when the caller asks for so many.
	count := -1
	md, _ := metadata.FromIncomingContext(stream.Context())
	if text, asked := first(md, "count"); asked {
		count, _ = strconv.Atoi(text)
	}
	for ; count != 0; count-- {
		answer := pb.ResponseGetDataPackageStream{
			IsSuccess: true, TrackingGuid: request.TrackingGuid, TagName: request.TagName,
			TagValue: ticks(),
		}
		if err := stream.Send(&answer); err != nil {
			return err
		}
		if s.interval == 0 || count > 0 {
			continue
		}
		select {
		case <-stream.Context().Done():
			return stream.Context().Err()
		case <-time.After(s.interval):
		}
	}
	return nil
}

func (s *server) SendDataPackage(
	ctx context.Context, request *pb.RequestSendDataPackage,
) (*pb.ResponseSendDataPackage, error) {
	count := int32(1)
	md, _ := metadata.FromIncomingContext(ctx)
	switch asked, _ := first(md, "ask"); asked {
	case "waiting":
		count = atomic.LoadInt32(&waiting)
	case "left":
		count = atomic.LoadInt32(&left)
	}
	for _, value := range request.TagValue {
		s.hub.publish(&pb.RequestSendDataPackageStream{
			TrackingGuid: request.TrackingGuid, TelemetryGuid: request.TelemetryGuid,
			TagName: request.TagName, TagValue: value,
		})
	}
	return &pb.ResponseSendDataPackage{
		IsSuccess: true, TrackingGuid: request.TrackingGuid, DataPackageCount: count,
	}, nil
}

func (s *server) SendDataPackagesStream(stream pb.Ingest_SendDataPackagesStreamServer) error {
	answer := pb.ResponseSendDataPackage{IsSuccess: true}
	for {
		request, err := stream.Recv()
		if err == io.EOF {
			return stream.SendAndClose(&answer)
		}
		if err != nil {
			return err
		}
		s.hub.publish(request)
		answer.TrackingGuid = request.TrackingGuid
		answer.DataPackageCount++
	}
}

func (s *server) ExchangeDataPackages(stream pb.Ingest_ExchangeDataPackagesServer) error {
	answer := pb.ResponseSendDataPackage{IsSuccess: true}
	for {
		request, err := stream.Recv()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		s.hub.publish(request)
		answer.TrackingGuid = request.TrackingGuid
		answer.DataPackageCount++
		if err := stream.Send(&answer); err != nil {
			return err
		}
	}
}

func main() {
	port := flag.Int("port", 5001, "")
	interval := flag.Duration("interval", time.Second, "")
	flag.Parse()
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", *port))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("DataHub server listening on %s\n", listener.Addr())
	s := &server{interval: *interval, hub: hub{logs: map[string]*tagLog{}}}
	grpcServer := grpc.NewServer(grpc.UnaryInterceptor(obeyUnary), grpc.StreamInterceptor(obeyStream))
	pb.RegisterEgressServer(grpcServer, s)
	pb.RegisterIngestServer(grpcServer, s)
	log.Fatal(grpcServer.Serve(listener))
}
