namespace Gantry.Server.Endpoints.Ports;

/// <summary>Counts what may be open a number of times only.</summary>
internal sealed class StreamCount
{
    private int _taken;

    /// <summary>Takes a place until it is disposed; null when there is none.</summary>
    public IDisposable? TryTake(int most)
    {
        if (Interlocked.Increment(ref _taken) <= most)
            return new Place(this);
        Interlocked.Decrement(ref _taken);
        return null;
    }

    private sealed class Place(StreamCount count) : IDisposable
    {
        private int _isGiven;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGiven, 1) == 0)
                Interlocked.Decrement(ref count._taken);
        }
    }
}
