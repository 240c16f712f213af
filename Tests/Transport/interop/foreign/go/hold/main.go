// Opens subscriptions and leaves them idle: `hold ADDRESS CONNECTIONS STREAMS_EACH`, for a server
// whose interval is long. One stream a connection first; says `holding` when each has its first
// package, and goes on at a line of input: to all of the streams, then to the end.
package main

import (
	"bufio"
	"context"
	"fmt"
	"log"
	"os"
	"strconv"
	"sync"

	"google.golang.org/grpc"

	pb "datahub/pb"
)

func subscribe(egress pb.EgressClient, wait *sync.WaitGroup) {
	defer wait.Done()
	stream, err := egress.GetDataPackagesStream(context.Background(), &pb.RequestGetDataPackage{
		TrackingGuid: "6f1c2f3a-0b1d-4e2f-8a3b-4c5d6e7f8091", TagName: "SomeTagName",
	})
	if err != nil {
		log.Fatal(err)
	}
	if _, err := stream.Recv(); err != nil {
		log.Fatal(err)
	}
}

func main() {
	connections, _ := strconv.Atoi(os.Args[2])
	each, _ := strconv.Atoi(os.Args[3])
	input := bufio.NewReader(os.Stdin)
	var clients []pb.EgressClient
	for i := 0; i < connections; i++ {
		connection, err := grpc.Dial(os.Args[1], grpc.WithInsecure())
		if err != nil {
			log.Fatal(err)
		}
		clients = append(clients, pb.NewEgressClient(connection))
	}
	held := 0
	for _, more := range []int{1, each - 1} {
		var wait sync.WaitGroup
		for _, client := range clients {
			for i := 0; i < more; i++ {
				wait.Add(1)
				go subscribe(client, &wait)
			}
		}
		wait.Wait()
		held += more * connections
		fmt.Printf("holding %d\n", held)
		input.ReadString('\n')
	}
}
