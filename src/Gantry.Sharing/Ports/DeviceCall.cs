namespace Gantry.Sharing.Ports;

/// <summary>A control call of a device, with what follows from it. One that is done may be run again.</summary>
internal abstract class DeviceCall
{
    /// <summary>The call itself, on a thread that may block.</summary>
    public abstract void Work();

    /// <summary>What follows from it, on the loop's thread.</summary>
    /// <param name="failure">What <see cref="Work"/> threw, or null.</param>
    public abstract void Done(Exception? failure);
}
