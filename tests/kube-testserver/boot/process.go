package boot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"

	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
)

// apiServerName as the first argument makes this program an API server.
const apiServerName = "kube-apiserver"

// Divert runs the API server, and does not return, in a process that was started for it. Programs that call Start call it first.
func Divert() {
	if len(os.Args) < 2 || os.Args[1] != apiServerName {
		return
	}
	// The parent holds the other end: it never outlives it.
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	command := apiserver.NewAPIServerCommand()
	command.SilenceUsage = true
	command.SetArgs(os.Args[2:])
	if err := command.ExecuteContext(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// process is this program once more, as something else.
type process struct {
	name      string
	arguments []string
	failed    func(error)

	mu      sync.Mutex
	running *exec.Cmd
	ended   chan struct{}
}

func (p *process) start() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.running != nil {
		return errors.New(p.name + " runs already")
	}
	program, err := os.Executable()
	if err != nil {
		return err
	}
	command := exec.Command(program, append([]string{p.name}, p.arguments...)...)
	command.Stderr = os.Stderr
	// Kept open as long as this process lives.
	if _, err := command.StdinPipe(); err != nil {
		return err
	}
	// A signal to the terminal's group is for this process, which decides what happens.
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := command.Start(); err != nil {
		return err
	}
	ended := make(chan struct{})
	p.running, p.ended = command, ended
	go func() {
		err := command.Wait()
		close(ended)
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.running == command {
			p.running = nil
			p.failed(fmt.Errorf("%s ended: %w", p.name, err))
		}
	}()
	return nil
}

func (p *process) kill() error {
	p.mu.Lock()
	command, ended := p.running, p.ended
	p.running = nil
	p.mu.Unlock()
	if command == nil {
		return errors.New(p.name + " does not run")
	}
	if err := command.Process.Kill(); err != nil {
		return err
	}
	<-ended
	return nil
}

func (p *process) signal(signal os.Signal) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.running == nil {
		return errors.New(p.name + " does not run")
	}
	return p.running.Process.Signal(signal)
}
