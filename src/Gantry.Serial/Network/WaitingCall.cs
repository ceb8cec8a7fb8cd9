namespace Gantry.Serial.Network;

/// <summary>One call that may be waiting; all of this happens under its owner's lock.</summary>
internal sealed class WaitingCall
{
    private readonly PortOperation _operation = new();

    /// <summary>Whether somebody waits.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Begins to wait for a number.</summary>
    public ValueTask<int> Begin()
    {
        IsWaiting = true;
        return _operation.Begin();
    }

    /// <summary>Begins to wait.</summary>
    public ValueTask BeginWithoutResult()
    {
        IsWaiting = true;
        return _operation.BeginWithoutResult();
    }

    /// <summary>Ends the wait, if there is one.</summary>
    public void Complete(int result = 0)
    {
        if (!IsWaiting)
            return;
        IsWaiting = false;
        _operation.Complete(result);
    }

    /// <summary>Ends the wait with an error, if there is one.</summary>
    public void Fail(Exception cause)
    {
        if (!IsWaiting)
            return;
        IsWaiting = false;
        _operation.Fail(cause);
    }
}
