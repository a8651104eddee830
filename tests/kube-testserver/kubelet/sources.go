package kubelet

import corev1 "k8s.io/api/core/v1"

// volumeSource is a ConfigMap or Secret that must exist before a pod's containers are created.
type volumeSource struct {
	name   string
	secret bool
}

func sourcesOf(volume corev1.Volume) []volumeSource {
	var sources []volumeSource
	need := func(name string, secret bool, optional *bool) {
		if optional == nil || !*optional {
			sources = append(sources, volumeSource{name, secret})
		}
	}
	if source := volume.ConfigMap; source != nil {
		need(source.Name, false, source.Optional)
	}
	if source := volume.Secret; source != nil {
		need(source.SecretName, true, source.Optional)
	}
	if volume.Projected != nil {
		for _, source := range volume.Projected.Sources {
			if part := source.ConfigMap; part != nil {
				need(part.Name, false, part.Optional)
			}
			if part := source.Secret; part != nil {
				need(part.Name, true, part.Optional)
			}
		}
	}
	return sources
}
