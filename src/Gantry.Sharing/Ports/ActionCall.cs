namespace Gantry.Sharing.Ports;

/// <summary>A control call that is made once.</summary>
internal sealed class ActionCall(Action call, Action<Exception?> done) : DeviceCall
{
    public override void Work() => call();

    public override void Done(Exception? failure) => done(failure);
}
