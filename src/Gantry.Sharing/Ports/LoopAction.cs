using Gantry.Serial.Linux;

namespace Gantry.Sharing.Ports;

/// <summary>An action for the loop's thread.</summary>
internal sealed class LoopAction(Action action) : ILoopWork
{
    public void Run() => action();
}
