namespace Gantry.Simulator.Commands;

/// <summary>Waits for a time, then does something and is over.</summary>
internal sealed class Dwell(TimeSpan until, Action? finish = null) : Ongoing
{
    public override Ongoing? Poll(TimeSpan now)
    {
        if (now < until)
            return this;
        finish?.Invoke();
        return null;
    }

    public override TimeSpan NextLook(TimeSpan now) => until;
}
