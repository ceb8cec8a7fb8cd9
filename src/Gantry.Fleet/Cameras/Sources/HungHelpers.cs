using System.Collections.Concurrent;

namespace Gantry.Fleet.Cameras.Sources;

/// <summary>
/// The programs that were told to end and have not: a driver that hangs keeps its reader from ending, whatever signal it gets. As long
/// as one is there its device gets no other, or every look at the camera would leave one more behind.
/// </summary>
internal sealed class HungHelpers
{
    private readonly ConcurrentDictionary<string, Task> _hung = new(StringComparer.Ordinal);

    /// <summary>A program of a device does not end.</summary>
    /// <param name="device">The device.</param>
    /// <param name="ended">Done when it has ended after all.</param>
    public void Add(string device, Task ended) => _hung[device] = ended;

    /// <summary>Refuses another program for a device while one is left.</summary>
    /// <exception cref="CameraException">One is.</exception>
    public void Check(string device)
    {
        if (!_hung.TryGetValue(device, out Task? ended))
            return;
        if (!ended.IsCompleted)
            throw new CameraException(
                $"The program that read {device} was told to end and hangs in the camera's driver. Unplug the camera and plug it in again; if that does not help, restart this machine."
            );
        _hung.TryRemove(KeyValuePair.Create(device, ended));
    }
}
