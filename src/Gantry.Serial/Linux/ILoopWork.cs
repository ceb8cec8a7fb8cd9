namespace Gantry.Serial.Linux;

/// <summary>Something to run once on the thread of an <see cref="EventLoop"/>.</summary>
public interface ILoopWork
{
    /// <summary>Runs on the loop's thread; must not block.</summary>
    void Run();
}
