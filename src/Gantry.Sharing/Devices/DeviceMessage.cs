using Gantry.Serial.HotPlug;

namespace Gantry.Sharing.Devices;

/// <summary>What the manager's loop is told.</summary>
internal abstract record DeviceMessage
{
    /// <summary>A device came or went.</summary>
    public sealed record Plugged(DeviceChange Change) : DeviceMessage;

    /// <summary>A slot has something to do: a time is over, or its share has changed.</summary>
    public sealed record Wake(DeviceSlot Slot) : DeviceMessage;

    /// <summary>The book may have been changed by somebody.</summary>
    public sealed record BookChanged : DeviceMessage;

    /// <summary>Who uses which device may be another now.</summary>
    public sealed record HoldersChanged : DeviceMessage;

    /// <summary>Somebody wants a share to run or not.</summary>
    public sealed record Switch(int Port, bool On, TaskCompletionSource<DeviceStatus?> Done) : DeviceMessage;
}
