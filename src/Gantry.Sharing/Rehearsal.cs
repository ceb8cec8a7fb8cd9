using System.Net;
using System.Net.Sockets;
using Gantry.Serial;
using Gantry.Serial.Linux;
using Gantry.Sharing.Policies;

namespace Gantry.Sharing;

/// <summary>
/// Plays a client of a share, on a pty and a connection of its own, before real ones come. Code is compiled when it runs first,
/// and once more when it has run often: without this the first client's questions take up to a tenth of a second, and for some
/// seconds one echo in a hundred comes late.
/// </summary>
public static class Rehearsal
{
    /// <summary>The runtime compiles for speed what has been called thirty times.</summary>
    private const int Rounds = 40;

    private const int AnswerLimit = 1000;

    /// <summary>WILL and DO COM-PORT, BINARY.</summary>
    private static readonly byte[] Greeting = Convert.FromHexString("FFFB2CFFFD2CFFFB00FFFD00");

    /// <summary>SET-BAUDRATE 115200, a question for the modem lines, PURGE-DATA of both. DTR and RTS are left alone.</summary>
    private static readonly byte[] Settings = Convert.FromHexString("FFFA2C010001C200FFF0FFFA2C07FFF0FFFA2C0C03FFF0");
    private static readonly byte[] Purged = Convert.FromHexString("FFFA2C7003FFF0");

    /// <summary>Data, a byte 255 in it, and a question behind it, whose answer shows that the data was taken.</summary>
    private static readonly byte[] Message = Convert.FromHexString("4D313035FFFFFFFA2C0200FFF0");
    private static readonly byte[] Answer = Convert.FromHexString("FFFA2C6608FFF0");

    /// <summary>Played again after these, because the runtime counts calls only when nothing new was called for 100 ms.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(300)];

    /// <summary>
    /// Plays once, which takes a tenth of a second, and goes on in the background for half a second. Where it cannot be done, as in
    /// a sandbox without ptys, nothing is lost.
    /// </summary>
    /// <param name="time">The clock.</param>
    /// <returns>Whether it could be done.</returns>
    public static Task<bool> BeginAsync(TimeProvider time)
    {
        var played = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = RunAsync(time, played);
        return played.Task;
    }

    private static async Task RunAsync(TimeProvider time, TaskCompletionSource<bool> played)
    {
        try
        {
            using PtyPair pty = PtyPair.Create();
            await using var server = new ShareServer(time);
            Share share = server.Start(
                new ShareDefinition("rehearsal", pty.SlavePath, new IPEndPoint(IPAddress.Loopback, 0))
                {
                    Options = new ShareOptions { Lines = LinePolicy.Keep },
                }
            );
            if (await share.FirstOpening is not null)
                return;
            played.SetResult(await PlayAsync(pty, share.Snapshot.Address));
            foreach (TimeSpan pause in Pauses)
            {
                await Task.Delay(pause, time);
                await PlayAsync(pty, share.Snapshot.Address);
            }
        }
        catch (Exception e) when (e is ShareException or SerialPortException or IOException)
        {
            // The first client waits a moment longer.
        }
        finally
        {
            played.TrySetResult(false);
        }
    }

    /// <summary>With blocking calls, as they cost no more threads and no code that a share does not need.</summary>
    private static Task<bool> PlayAsync(PtyPair pty, IPEndPoint address)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Play(pty, address, done)) { IsBackground = true, Name = "rehearsal" }.Start();
        return done.Task;
    }

    private static void Play(PtyPair pty, IPEndPoint address, TaskCompletionSource<bool> done)
    {
        try
        {
            using var client = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                ReceiveTimeout = AnswerLimit,
                SendTimeout = AnswerLimit,
            };
            client.Connect(address);
            client.Send(Greeting);
            Ask(client, Settings, Purged);
            byte[] heard = new byte[256];
            for (int i = 0; i < Rounds; i++)
            {
                Ask(client, Message, Answer);
                pty.Write(heard.AsSpan(0, pty.Read(heard)));
                client.Receive(heard);
            }
            done.SetResult(true);
        }
        catch (Exception e) when (e is SocketException or SerialPortException or IOException)
        {
            // The first client waits a moment longer.
        }
        finally
        {
            done.TrySetResult(false);
        }
    }

    private static void Ask(Socket client, ReadOnlySpan<byte> question, ReadOnlySpan<byte> answer)
    {
        client.Send(question);
        byte[] buffer = new byte[1024];
        int filled = 0;
        while (buffer.AsSpan(0, filled).IndexOf(answer) < 0)
        {
            int count = client.Receive(buffer.AsSpan(filled));
            if (count == 0)
                throw new IOException("The connection has ended.");
            filled += count;
        }
    }
}
