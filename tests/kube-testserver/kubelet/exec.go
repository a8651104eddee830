package kubelet

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	remoteclient "k8s.io/client-go/tools/remotecommand"
	"k8s.io/klog/v2"
	utilexec "k8s.io/utils/exec"
)

// executedKept is how many commands are remembered.
const executedKept = 10

// execution is a command that was answered, as AnnotationExecuted tells it.
type execution struct {
	At        time.Time `json:"at"`
	Container string    `json:"container"`
	Command   []string  `json:"command"`
	ExitCode  int       `json:"exitCode"`
}

// answer is what a command writes and how it ends.
type answer struct {
	stdout, stderr string
	code           int
	// logged is what the container writes because of it.
	logged string
}

// executor answers commands in the containers of one pod.
type executor struct {
	worker *worker
}

// ExecInContainer answers a command: nothing is run.
func (e executor) ExecInContainer(ctx context.Context, _ string, _ types.UID, container string, command []string,
	stdin io.Reader, stdout, stderr io.WriteCloser, tty bool, _ <-chan remoteclient.TerminalSize, _ time.Duration) error {
	w := e.worker
	w.mu.Lock()
	fails := w.machine.asked.execFails
	w.mu.Unlock()
	given := answerTo(command)
	if fails != "" {
		given = answer{stderr: fails + "\n", code: 1}
	}
	if tty || stderr == nil {
		stderr = stdout
	}
	if copies(command) && fails == "" && stdin != nil && stdout != nil {
		if _, err := io.Copy(stdout, stdin); err != nil {
			return err
		}
	}
	if err := e.write(stdout, given.stdout); err != nil {
		return err
	}
	if err := e.write(stderr, given.stderr); err != nil {
		return err
	}
	w.remember(ctx, execution{At: time.Now().UTC(), Container: container, Command: command, ExitCode: given.code}, given.logged)
	if given.code == 0 {
		return nil
	}
	return utilexec.CodeExitError{Err: fmt.Errorf("command terminated with exit code %d", given.code), Code: given.code}
}

func (e executor) write(to io.Writer, text string) error {
	if text == "" || to == nil {
		return nil
	}
	_, err := io.WriteString(to, text)
	return err
}

// remember notes the command where clients can see it.
func (w *worker) remember(ctx context.Context, done execution, logged string) {
	w.mu.Lock()
	w.executed = append(w.executed, done)
	w.executed = w.executed[max(0, len(w.executed)-executedKept):]
	if c := w.container(done.Container); c != nil && c.log != nil && logged != "" {
		c.log.Append(done.At, logged)
	}
	text, err := json.Marshal(w.executed)
	w.mu.Unlock()
	if err == nil {
		var patch []byte
		patch, err = json.Marshal(map[string]any{"metadata": map[string]any{
			"uid": w.uid, "annotations": map[string]string{AnnotationExecuted: string(text)},
		}})
		if err == nil {
			_, err = w.kubelets.Client.CoreV1().Pods(w.namespace).Patch(ctx, w.name, types.MergePatchType, patch, metav1.PatchOptions{})
		}
	}
	if err != nil {
		klog.ErrorS(err, "exec", "pod", w.name)
	}
}

// copies tells whether the command writes what it reads.
func copies(command []string) bool {
	return len(command) == 1 && command[0] == "cat"
}

// answerTo is what a container of an Aerospike node answers to the commands an operator sends.
func answerTo(command []string) answer {
	words := command
	if len(words) == 3 && (words[0] == "sh" || words[0] == "bash" || words[0] == "/bin/sh" || words[0] == "/bin/bash") && words[1] == "-c" {
		words = strings.Fields(words[2])
	}
	line := strings.Join(words, " ")
	switch {
	case line == "kill -USR1 1" || line == "kill -s USR1 1" || line == "kill -SIGUSR1 1":
		return answer{logged: "SIGUSR1 received, starting again in place"}
	case strings.HasPrefix(line, "asinfo ") && strings.Contains(line, "quiesce:"):
		return answer{stdout: "ERROR:25:enterprise only\n"}
	case len(words) > 0 && words[0] == "echo":
		return answer{stdout: strings.Join(words[1:], " ") + "\n"}
	case line == "true", line == "cat":
		return answer{}
	case line == "false":
		return answer{code: 1}
	case len(words) == 0:
		return answer{code: 126, stderr: "no command was given\n"}
	}
	return answer{code: 127, stderr: fmt.Sprintf("exec: %q: executable file not found in $PATH\n", words[0])}
}
