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

    /// <summary>Takes some tenths of a second. Where it cannot be done, as in a sandbox without ptys, nothing is lost.</summary>
    /// <param name="time">For the share.</param>
    public static async Task RunAsync(TimeProvider time)
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
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            // Blocking calls, as they cost no more threads and no code that a share does not need.
            new Thread(() => Play(pty, share.Snapshot.Address, done))
            {
                IsBackground = true,
                Name = "rehearsal",
            }.Start();
            await done.Task;
        }
        catch (Exception e) when (e is ShareException or SerialPortException or IOException)
        {
            // The first client waits a moment longer.
        }
    }

    private static void Play(PtyPair pty, IPEndPoint address, TaskCompletionSource done)
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
        }
        catch (Exception e) when (e is SocketException or SerialPortException or IOException)
        {
            // The first client waits a moment longer.
        }
        finally
        {
            done.SetResult();
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
