namespace Gantry.Sharing.Devices;

/// <summary>A share that outlives the plugging of its device.</summary>
internal interface IDeviceShare
{
    /// <summary>How it stands with its device.</summary>
    DeviceShareState State { get; }

    /// <summary>What went wrong, while it has failed.</summary>
    string Trouble { get; }

    /// <summary>The device is gone: clients end at once, and who connects is told why.</summary>
    void DeviceGone(string reason);

    /// <summary>The device is there, under this path.</summary>
    void DeviceReturned(string path);

    /// <summary>Leaves the device to somebody else until <see cref="DeviceReturned"/>; who connects is told why.</summary>
    void Withhold(string reason);

    /// <summary>Ends the share; its port is free afterwards.</summary>
    Task StopAsync();
}
