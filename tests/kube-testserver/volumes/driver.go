package volumes

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/scheme"
	typedcorev1 "k8s.io/client-go/kubernetes/typed/core/v1"
	corelisters "k8s.io/client-go/listers/core/v1"
	storagelisters "k8s.io/client-go/listers/storage/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/record"
	"k8s.io/client-go/util/workqueue"
	storageutil "k8s.io/component-helpers/storage/volume"
	"k8s.io/klog/v2"

	"acm/kube-testserver/fleet"
)

// AnnotationFault on a claim makes the driver fail with that text as long as it is there.
const AnnotationFault = "kube-testserver/provisioning-fails"

// eventRetry is the pause before an event is written again that the API server did not take.
const eventRetry = time.Second

// key names a claim, or a volume when it has no namespace.
type key = cache.ObjectName

type driver struct {
	client   kubernetes.Interface
	nodes    []fleet.Node
	classes  storagelisters.StorageClassLister
	claims   corelisters.PersistentVolumeClaimLister
	volumes  corelisters.PersistentVolumeLister
	queue    workqueue.TypedRateLimitingInterface[key]
	recorder record.EventRecorder
	turn     int
}

// Run serves claims and volumes until the context ends.
func Run(ctx context.Context, client kubernetes.Interface, nodes []fleet.Node) error {
	factory := informers.NewSharedInformerFactory(client, 0)
	claims, volumes := factory.Core().V1().PersistentVolumeClaims(), factory.Core().V1().PersistentVolumes()
	classes := factory.Storage().V1().StorageClasses()
	broadcaster := record.NewBroadcaster(record.WithContext(ctx), record.WithSleepDuration(eventRetry))
	broadcaster.StartRecordingToSink(&typedcorev1.EventSinkImpl{Interface: client.CoreV1().Events("")})
	limiter := workqueue.NewTypedItemExponentialFailureRateLimiter[key](100*time.Millisecond, 5*time.Second)
	d := &driver{
		client:   client,
		nodes:    nodes,
		classes:  classes.Lister(),
		claims:   claims.Lister(),
		volumes:  volumes.Lister(),
		queue:    workqueue.NewTypedRateLimitingQueue(limiter),
		recorder: broadcaster.NewRecorder(scheme.Scheme, corev1.EventSource{Component: Provisioner}),
	}
	enqueue := cache.ResourceEventHandlerFuncs{
		AddFunc:    d.enqueue,
		UpdateFunc: func(_, object any) { d.enqueue(object) },
	}
	for _, informer := range []cache.SharedIndexInformer{claims.Informer(), volumes.Informer()} {
		if _, err := informer.AddEventHandler(enqueue); err != nil {
			return err
		}
	}
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	context.AfterFunc(ctx, d.queue.ShutDown)
	go d.work(ctx)
	return nil
}

func (d *driver) enqueue(object any) {
	if meta, ok := object.(metav1.Object); ok {
		d.queue.Add(cache.MetaObjectToName(meta))
	}
}

func (d *driver) work(ctx context.Context) {
	for {
		key, shutdown := d.queue.Get()
		if shutdown {
			return
		}
		if err := d.sync(ctx, key); err != nil {
			klog.ErrorS(err, "volume", "key", key)
			d.queue.AddRateLimited(key)
		} else {
			d.queue.Forget(key)
		}
		d.queue.Done(key)
	}
}

func (d *driver) sync(ctx context.Context, key key) error {
	if key.Namespace == "" {
		return d.reclaim(ctx, key.Name)
	}
	claim, err := d.claims.PersistentVolumeClaims(key.Namespace).Get(key.Name)
	if errors.IsNotFound(err) {
		return nil
	}
	if err != nil || !isOurs(claim) || claim.DeletionTimestamp != nil {
		return err
	}
	if claim.Spec.VolumeName == "" {
		return d.provision(ctx, claim)
	}
	if capacity, more := grown(claim); more {
		return d.expand(ctx, claim, capacity)
	}
	return nil
}

func (d *driver) provision(ctx context.Context, claim *corev1.PersistentVolumeClaim) error {
	class, err := d.classes.Get(*claim.Spec.StorageClassName)
	if err != nil {
		return err
	}
	node, chosen := d.place(claim, class)
	if !chosen {
		return nil
	}
	d.recorder.Eventf(claim, corev1.EventTypeNormal, "Provisioning", "External provisioner is provisioning volume for claim %q", claim.Namespace+"/"+claim.Name)
	if fault := claim.Annotations[AnnotationFault]; fault != "" {
		d.recorder.Eventf(claim, corev1.EventTypeWarning, "ProvisioningFailed", "failed to provision volume with StorageClass %q: %s", class.Name, fault)
		return fmt.Errorf("provisioning of %s/%s was asked to fail: %s", claim.Namespace, claim.Name, fault)
	}
	volume := volumeFor(claim, class, node)
	_, err = d.client.CoreV1().PersistentVolumes().Create(ctx, volume, metav1.CreateOptions{})
	if errors.IsAlreadyExists(err) {
		return nil
	}
	if err == nil {
		d.recorder.Eventf(claim, corev1.EventTypeNormal, "ProvisioningSucceeded", "Successfully provisioned volume %s", volume.Name)
	}
	return err
}

// place chooses the node: that of the pod for classes that wait for one, else one after the other.
func (d *driver) place(claim *corev1.PersistentVolumeClaim, class *storagev1.StorageClass) (fleet.Node, bool) {
	if class.VolumeBindingMode != nil && *class.VolumeBindingMode == storagev1.VolumeBindingImmediate {
		d.turn++
		return d.nodes[d.turn%len(d.nodes)], true
	}
	for _, node := range d.nodes {
		if node.Name == claim.Annotations[storageutil.AnnSelectedNode] {
			return node, true
		}
	}
	return fleet.Node{}, false
}

func (d *driver) expand(ctx context.Context, claim *corev1.PersistentVolumeClaim, capacity corev1.ResourceList) error {
	volume, err := d.volumes.Get(claim.Spec.VolumeName)
	if err != nil {
		return err
	}
	d.recorder.Event(claim, corev1.EventTypeNormal, "Resizing", "External resizer is resizing volume "+volume.Name)
	volume = volume.DeepCopy()
	volume.Spec.Capacity = capacity
	if _, err := d.client.CoreV1().PersistentVolumes().Update(ctx, volume, metav1.UpdateOptions{}); err != nil {
		return err
	}
	claim = claim.DeepCopy()
	claim.Status.Capacity = capacity
	if _, err := d.client.CoreV1().PersistentVolumeClaims(claim.Namespace).UpdateStatus(ctx, claim, metav1.UpdateOptions{}); err != nil {
		return err
	}
	d.recorder.Event(claim, corev1.EventTypeNormal, "FileSystemResizeSuccessful", "MountVolume.NodeExpandVolume succeeded for volume \""+volume.Name+"\"")
	return nil
}

func (d *driver) reclaim(ctx context.Context, name string) error {
	volume, err := d.volumes.Get(name)
	if errors.IsNotFound(err) {
		return nil
	}
	if err != nil || !isFinished(volume) {
		return err
	}
	err = d.client.CoreV1().PersistentVolumes().Delete(ctx, name, metav1.DeleteOptions{})
	if errors.IsNotFound(err) {
		return nil
	}
	return err
}
