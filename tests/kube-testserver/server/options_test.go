package server

import (
	"flag"
	"fmt"
	"io"
	"testing"
)

func parse(arguments ...string) (Options, error) {
	options := Defaults()
	flags := flag.NewFlagSet("test", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	options.Flags(flags)
	return options, flags.Parse(arguments)
}

func TestOptionsAreReadFromTheCommandLine(t *testing.T) {
	options, err := parse("-nodes", "9", "-node-cpu", "500m", "-taint", "a=b:NoSchedule", "-kubelet-port", "11250",
		"-unpullable", "^bad$", "-user", "alone", "-user", "someone=first,second")
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintln(options.Fleet.Nodes, options.Fleet.Zones, options.Fleet.CPU.String(), options.Fleet.Taint.Key, options.Fleet.KubeletPort,
		options.Pods.Unpullable, options.Users)
	if want := "9 3 500m a 11250 ^bad$ [{alone []} {someone [first second]}]\n"; got != want {
		t.Errorf("%snot %s", got, want)
	}
}

func TestOptionsThatMakeNoSenseAreRefused(t *testing.T) {
	for name, value := range map[string]string{
		"-node-memory": "much", "-taint": "a=b", "-unpullable": "(", "-user": "../someone", "-kubelet-port": "high", "-patience": "long",
	} {
		if _, err := parse(name, value); err == nil {
			t.Errorf("%s %s was taken", name, value)
		}
	}
}
