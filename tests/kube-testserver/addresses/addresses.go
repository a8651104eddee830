// Package addresses hands out loopback addresses. Each server owns a block 127.N.0.0/16 while it lives, so that several run side by
// side: its own ports and nodes are in 127.N.0.0/24, its pods in the rest.
package addresses

import (
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
)

const (
	firstBlock, lastBlock = 32, 254
	lockPort              = 10249
	controlPlane          = 254
	hosts                 = 250
)

// Block is what one server owns.
type Block struct {
	number int
	lock   net.Listener

	mu   sync.Mutex
	next int
	used map[string]bool
}

// Claim takes a free block. A listener is the lock: it goes when the process does.
func Claim() (*Block, error) {
	count := lastBlock - firstBlock + 1
	for i := range count {
		number := firstBlock + (os.Getpid()+i)%count
		address := fmt.Sprintf("127.%d.0.%d:%d", number, controlPlane, lockPort)
		if lock, err := net.Listen("tcp", address); err == nil {
			return &Block{number: number, lock: lock, used: map[string]bool{}}, nil
		}
	}
	return nil, fmt.Errorf("no block of 127.%d.0.0 to 127.%d.0.0 is free: is port %d taken on all addresses?", firstBlock, lastBlock, lockPort)
}

// Release gives the block back.
func (b *Block) Release() error {
	return b.lock.Close()
}

// String is the block in CIDR notation.
func (b *Block) String() string {
	return fmt.Sprintf("127.%d.0.0/16", b.number)
}

// ControlPlane is where the API server and etcd listen.
func (b *Block) ControlPlane() string {
	return b.Node(controlPlane - 1)
}

// Node is the address of the node of that index, counted from 0.
func (b *Block) Node(index int) string {
	return fmt.Sprintf("127.%d.0.%d", b.number, index+1)
}

// Take hands out an address nobody has. One that was given back is used again last.
func (b *Block) Take() (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for range hosts * hosts {
		address := fmt.Sprintf("127.%d.%d.%d", b.number, 1+b.next/hosts, 1+b.next%hosts)
		b.next = (b.next + 1) % (hosts * hosts)
		if !b.used[address] {
			b.used[address] = true
			return address, nil
		}
	}
	return "", errors.New("all addresses are taken")
}

// GiveBack makes an address free again.
func (b *Block) GiveBack(address string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.used, address)
}
