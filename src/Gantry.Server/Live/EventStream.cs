using System.Text.Json;
using Gantry.Fleet.Events;
using Gantry.Server.Json;

namespace Gantry.Server.Live;

/// <summary>
/// Sends one listener what happens until it goes, may no longer listen, or the server ends. A beat every ten seconds tells
/// both sides that the other is still there.
/// </summary>
internal sealed class EventStream(SseWriter writer, FleetEvents events, FleetListener listener, TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    /// <summary>Begins with where the listener stands.</summary>
    /// <param name="lastId">The last event before; null when the listener goes on from one that it named.</param>
    public void Greet(long? lastId) =>
        writer.Write(
            EventTopics.Hello,
            JsonSerializer.SerializeToUtf8Bytes(
                new HelloBody(time.GetUtcNow(), lastId ?? events.LastId),
                ServerJson.Default.HelloBody
            ),
            lastId
        );

    /// <summary>Sends until the end.</summary>
    /// <param name="mayGoOn">Asked with every beat.</param>
    /// <param name="stop">The end.</param>
    public async Task RunAsync(Func<Task<bool>> mayGoOn, CancellationToken stop)
    {
        using var beats = new PeriodicTimer(Beat, time);
        Task<bool> beat = beats.WaitForNextTickAsync(stop).AsTask();
        Task<bool> arrived = listener.WaitAsync(stop);
        while (true)
        {
            await writer.FlushAsync();
            await Task.WhenAny(arrived, beat);
            if (beat.IsCompleted)
            {
                await beat;
                if (!await mayGoOn())
                    return;
                var now = new BeatBody(time.GetUtcNow());
                writer.Write("beat", JsonSerializer.SerializeToUtf8Bytes(now, ServerJson.Default.BeatBody), null);
                beat = beats.WaitForNextTickAsync(stop).AsTask();
            }
            if (!arrived.IsCompleted)
                continue;
            if (!await arrived)
                return;
            await SendWaitingAsync();
            arrived = listener.WaitAsync(stop);
        }
    }

    private async Task SendWaitingAsync()
    {
        while (listener.TryRead(out FleetEvent? told))
        {
            if (told is null)
                writer.Write(EventTopics.Reset, "{}"u8, events.LastId);
            else
                writer.Write(told.Topic, told.Data.Span, told.Id);
            await writer.FlushMuchAsync();
        }
    }
}
