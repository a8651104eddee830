// The command kube-testserver runs a Kubernetes for tests until it is told to end. README.md says what is real and what stands in.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"acm/kube-testserver/boot"
	"acm/kube-testserver/server"
)

func main() {
	boot.Divert()
	options := server.Defaults()
	options.Flags(flag.CommandLine)
	controlled := flag.Bool("exit-on-stdin-eof", false, "read commands from standard input, and end when it closes, so that the server never outlives what started it")
	flag.Parse()
	dir, err := os.MkdirTemp("", "kube-testserver-")
	if err == nil {
		err = errors.Join(serve(dir, options, *controlled), remove(dir))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "kube-testserver:", err)
		os.Exit(1)
	}
}

// serve runs a server until there is a reason to end. The data is thrown away, so that there is nothing to drain.
func serve(dir string, options server.Options, controlled bool) error {
	ended := make(chan error, 8)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	input := make(chan string)
	if controlled {
		go func() {
			lines := bufio.NewScanner(os.Stdin)
			for lines.Scan() {
				input <- lines.Text()
			}
			ended <- nil
		}()
	}
	go func() {
		running, err := server.Start(context.Background(), dir, options, func(err error) { ended <- err })
		if err != nil {
			ended <- err
			return
		}
		answers := json.NewEncoder(os.Stdout)
		for err = answers.Encode(running); err == nil; {
			err = answers.Encode(obey(running, <-input))
		}
		ended <- err
	}()
	select {
	case err := <-ended:
		return err
	case <-signals:
		return nil
	}
}

// remove tries more than once: etcd may still write.
func remove(dir string) (err error) {
	for range 20 {
		if err = os.RemoveAll(dir); err == nil {
			return nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	return err
}

// outcome is the answer to a command.
type outcome struct {
	Command string `json:"command"`
	Error   string `json:"error,omitempty"`
}

func obey(running *server.Server, command string) outcome {
	told := outcome{Command: command}
	if err := running.Obey(context.Background(), command); err != nil {
		told.Error = err.Error()
	}
	return told
}
