namespace Gantry.Rfc2217;

/// <summary>What a client still expects, by kind of request.</summary>
internal sealed class OutstandingRequests
{
    private readonly OutstandingRequest[] _byKind = new OutstandingRequest[
        (int)ComPortRequestKind.InboundFlowControl + 1
    ];
    private uint _count;

    /// <summary>The entry of a kind.</summary>
    public ref OutstandingRequest this[ComPortRequestKind kind] => ref _byKind[(int)kind];

    /// <summary>A request goes out.</summary>
    public void Open(ComPortRequest request)
    {
        if (request.Kind is not (ComPortRequestKind.Suspend or ComPortRequestKind.Resume))
            this[request.Kind].Open(request.Intent == ComPortIntent.Query ? null : request.Value, _count++);
    }

    /// <summary>
    /// What an answer to SET-CONTROL is about. sredird answers every SET-CONTROL with the flow control in use: where
    /// nobody asked for that, it is the answer to the oldest SET-CONTROL of another kind, and says nothing about it.
    /// </summary>
    public void FindMeaning(ref ComPortRequestKind kind, ref uint? value)
    {
        if (kind != ComPortRequestKind.FlowControl || this[kind].IsExpected)
            return;
        uint oldest = uint.MaxValue;
        for (var other = ComPortRequestKind.Break; other <= ComPortRequestKind.InboundFlowControl; other++)
        {
            if (!this[other].IsOpen || this[other].Order >= oldest)
                continue;
            oldest = this[other].Order;
            (kind, value) = (other, null);
        }
    }
}
