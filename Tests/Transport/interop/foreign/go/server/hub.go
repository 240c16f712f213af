package main

import (
	"sync"
	"time"

	pb "datahub/pb"
)

const packageLimit = 1000

// hub keeps the latest packages of each tag, as DataHub's does: a subscriber is a place in a log, and
// whoever publishes rings its bell and waits for nobody. It forgets no tag.
type hub struct {
	lock sync.Mutex
	logs map[string]*tagLog
}

type tagLog struct {
	packages []*pb.RequestSendDataPackageStream
	last     int64
	bells    map[chan struct{}]bool
}

// log is for those who hold the lock.
func (h *hub) log(tag string) *tagLog {
	log := h.logs[tag]
	if log == nil {
		log = &tagLog{bells: map[chan struct{}]bool{}}
		h.logs[tag] = log
	}
	return log
}

func (h *hub) publish(p *pb.RequestSendDataPackageStream) {
	h.lock.Lock()
	defer h.lock.Unlock()
	log := h.log(p.TagName)
	if len(log.packages) < packageLimit {
		log.packages = append(log.packages, p)
	} else {
		log.packages[log.last%packageLimit] = p
	}
	log.last++
	for bell := range log.bells {
		select {
		case bell <- struct{}{}:
		default:
		}
	}
}

// subscribe hangs up a bell at the end of a tag's log, and returns that place.
func (h *hub) subscribe(tag string, bell chan struct{}) int64 {
	h.lock.Lock()
	defer h.lock.Unlock()
	log := h.log(tag)
	log.bells[bell] = true
	return log.last
}

func (h *hub) end(tag string, bell chan struct{}) {
	h.lock.Lock()
	defer h.lock.Unlock()
	delete(h.log(tag).bells, bell)
}

// message is the first package behind a place that is still kept, or says that there is none.
func (h *hub) message(tag string, place int64) *pb.ResponseSubscribeDataPackages {
	h.lock.Lock()
	defer h.lock.Unlock()
	log := h.log(tag)
	answer := &pb.ResponseSubscribeDataPackages{HubGuid: hubGuid, Number: place}
	if log.last > place {
		answer.Number = place + 1
		if first := log.last - int64(len(log.packages)) + 1; first > answer.Number {
			answer.Number = first
		}
		answer.Missed = answer.Number - place - 1
		answer.Package = log.packages[(answer.Number-1)%packageLimit]
	}
	return answer
}

const hubGuid = "0b9d7c58-3a51-4a0e-9c3f-2f6f4c1d8e70"

// SubscribeDataPackages gives out what comes in from now on: no client of this server asks for more.
func (s *server) SubscribeDataPackages(
	request *pb.RequestSubscribeDataPackages, stream pb.Egress_SubscribeDataPackagesServer,
) error {
	bell := make(chan struct{}, 1)
	place := s.hub.subscribe(request.TagName, bell)
	defer s.hub.end(request.TagName, bell)
	for {
		silence := time.NewTimer(s.interval)
		message := s.hub.message(request.TagName, place)
		for isSilent := false; message.Package == nil && !isSilent; {
			select {
			case <-stream.Context().Done():
				silence.Stop()
				return stream.Context().Err()
			case <-silence.C:
				isSilent = true
			case <-bell:
			}
			message = s.hub.message(request.TagName, place)
		}
		silence.Stop()
		place = message.Number
		if err := stream.Send(message); err != nil {
			return err
		}
	}
}
