namespace Gantry.Serial;

/// <summary>How the receiver may hold back the sender, both ways alike.</summary>
public enum FlowControl
{
    /// <summary>Nobody holds back: the protocol above must not overflow the receiver.</summary>
    None,

    /// <summary>XON and XOFF characters in the stream (IXON and IXOFF).</summary>
    XonXoff,

    /// <summary>The RTS and CTS lines (CRTSCTS).</summary>
    RtsCts,
}
