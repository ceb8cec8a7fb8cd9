namespace Gantry.Serial.Linux;

/// <summary>What an <see cref="EventLoop"/> calls on its thread. It must return soon and never block: everybody waits for it.</summary>
public interface IReadyHandler
{
    /// <summary>The file descriptor is ready.</summary>
    void OnReady(EpollEvents ready);
}
