using System.Text;
using Gantry.Rfc2217.Telnet;

namespace Gantry.Tests.Rfc2217;

public sealed class TelnetDecoderTests
{
    public static TheoryData<string, string> Streams() =>
        new()
        {
            { "", "" },
            { "41 42", "data 41 42" },
            { "41 ff ff 42", "data 41 ff 42" },
            { "ff ff ff ff ff ff", "data ff ff ff" },
            { "41 ff fd 2c 42", "data 41|Do 44|data 42" },
            { "ff fb 00 ff fc 01 ff fd 03 ff fe ff", "Will 0|Wont 1|Do 3|Dont 255" },
            { "ff f3 ff f6 ff f1", "Break|AreYouThere|NoOperation" },
            { "ff ec ff ed ff ee ff ef", "EndOfFile|SuspendProcess|AbortProcess|EndOfRecord" },
            { "ff fa 2c 00 ff f0", "sub 44: 00" },
            { "ff fa 2c ff f0", "sub 44:" },
            { "ff fa 2c 01 00 00 ff ff 00 ff f0", "sub 44: 01 00 00 ff 00" },
            { "ff fa ff ff 01 ff f0", "sub 255: 01" },
            { "ff fa 18 01 ff f0 41", "sub 24: 01|data 41" },
        };

    [Theory]
    [MemberData(nameof(Streams))]
    public void A_stream_is_cut_into_its_tokens(string hex, string tokens)
    {
        byte[] stream = Hex.Bytes(hex);

        Tokens([stream], out int malformed).ShouldBe(tokens);
        malformed.ShouldBe(0);
    }

    public static TheoryData<string, string> MalformedStreams() =>
        new()
        {
            // No option.
            { "ff fa ff f0", "" },
            // An end without a beginning.
            { "ff f0", "" },
            // No command has this number.
            { "ff 41", "" },
            { "ff 00", "" },
            // An IAC that was not doubled, and commands that have no business here.
            { "ff fa 2c 01 00 00 ff 00 ff f0", "" },
            { "ff fa 2c 01 ff f1 00 25 80 ff f0", "" },
            { "ff fa 2c ff f3 05 05 ff f0", "" },
            { "ff fa ff f6 2c 00 ff f0", "" },
            // The end got lost, and the next sequence came.
            { "ff fa 2c 01 00 ff fd 03", "Do 3" },
            { "ff fa 2c 01 ff fa 2c 00 ff f0", "sub 44: 00" },
            { "ff fa ff fa 2c 00 ff f0", "sub 44: 00" },
        };

    [Theory]
    [MemberData(nameof(MalformedStreams))]
    public void A_sequence_without_meaning_is_swallowed_and_counted_and_costs_nothing_behind_it(
        string hex,
        string tokens
    )
    {
        byte[] stream = [.. Hex.Bytes(hex), .. "later"u8, .. Hex.Bytes("ff fa 2c 05 08 ff f0")];
        string expected = (tokens + "|data 6c 61 74 65 72|sub 44: 05 08").TrimStart('|');

        Tokens([stream], out int malformed).ShouldBe(expected);
        malformed.ShouldBe(1);
    }

    [Fact]
    public void Every_cut_position_gives_the_same_tokens()
    {
        foreach (byte[] stream in AllStreams())
        {
            string whole = Tokens([stream], out int malformed);
            for (int cut = 0; cut <= stream.Length; cut++)
            {
                Tokens([stream[..cut], stream[cut..]], out int again).ShouldBe(whole);
                again.ShouldBe(malformed);
            }
            Tokens(stream.Select(b => new[] { b }), out _).ShouldBe(whole);
        }
    }

    [Theory]
    [InlineData("2c 01", TelnetDecoder.LongestSubnegotiation)]
    [InlineData("2c 00", TelnetDecoder.LongestSignature)]
    [InlineData("2c 64", TelnetDecoder.LongestSignature)]
    [InlineData("18 00", TelnetDecoder.LongestSubnegotiation)]
    public void A_sub_negotiation_is_read_up_to_its_cap_and_swallowed_beyond(string start, int longest)
    {
        byte[] head = Hex.Bytes(start);
        byte[] fits = [.. head, .. Enumerable.Repeat((byte)7, longest - head.Length)];

        Tokens([Framed(fits)], out int malformed).ShouldBe($"sub {head[0]}: {Hex.Text(fits.AsSpan(1))}");
        malformed.ShouldBe(0);
        Tokens([Framed([.. fits, 7])], out malformed).ShouldBe("");
        malformed.ShouldBe(1);
        Tokens([Framed([.. fits, .. fits, .. fits]), "later"u8.ToArray()], out malformed)
            .ShouldBe("data 6c 61 74 65 72");
        malformed.ShouldBe(1);
    }

    [Fact]
    public void A_doubled_iac_counts_once_towards_the_cap()
    {
        byte[] text = [0x2C, 0x00, .. Enumerable.Repeat((byte)0xFF, 255)];

        Tokens([Framed(text)], out int malformed).ShouldBe("sub 44: " + Hex.Text(text.AsSpan(1)));
        malformed.ShouldBe(0);
    }

    [Fact]
    public void An_unterminated_sub_negotiation_takes_no_more_memory_the_longer_it_gets()
    {
        var decoder = new TelnetDecoder();
        byte[] endless = new byte[1 << 20];
        Read(ref decoder, [0xFF, 0xFA, 0x2C, 0x00]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        int tokens = Read(ref decoder, endless);

        tokens.ShouldBe(0);
        // Far less than the megabyte, and more than a collection elsewhere can make count here.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 * 1024);
        Read(ref decoder, [0xFF, 0xF0, 0x41]).ShouldBe(1);
        decoder.Malformed.ShouldBe(1);
    }

    [Fact]
    public void Data_is_a_slice_of_the_input()
    {
        var decoder = new TelnetDecoder();
        byte[] stream = Hex.Bytes("41 42 ff ff 43 44");
        ReadOnlySpan<byte> input = stream;

        decoder.Read(ref input, out TelnetToken first).ShouldBeTrue();
        decoder.Read(ref input, out TelnetToken second).ShouldBeTrue();

        stream.AsSpan().Overlaps(first.Bytes, out int offset).ShouldBeTrue();
        (offset, first.Bytes.Length).ShouldBe((0, 2));
        stream.AsSpan().Overlaps(second.Bytes, out offset).ShouldBeTrue();
        (offset, second.Bytes.Length).ShouldBe((3, 3));
    }

    [Fact]
    public void A_reader_that_stops_after_a_token_finds_the_rest_untouched()
    {
        var decoder = new TelnetDecoder();
        ReadOnlySpan<byte> input = Hex.Bytes("ff fa 2c 01 00 03 d0 90 ff f0 4d 31 30 35");

        decoder.Read(ref input, out TelnetToken token).ShouldBeTrue();

        token.Kind.ShouldBe(TelnetTokenKind.Subnegotiation);
        Hex.Text(input).ShouldBe("4d 31 30 35");
    }

    private static IEnumerable<byte[]> AllStreams() =>
        Streams().Concat(MalformedStreams()).Select(row => (byte[])[.. Hex.Bytes(row.Data.Item1), .. "end"u8]);

    private static byte[] Framed(byte[] parameters)
    {
        IEnumerable<byte> doubled = parameters.SelectMany(b => b == 0xFF ? new[] { b, b } : [b]);
        return [0xFF, 0xFA, .. doubled, 0xFF, 0xF0];
    }

    private static int Read(ref TelnetDecoder decoder, ReadOnlySpan<byte> input)
    {
        int tokens = 0;
        while (decoder.Read(ref input, out _))
            tokens++;
        return tokens;
    }

    /// <summary>The tokens of a stream that arrives in pieces; runs of data that follow one another are one.</summary>
    private static string Tokens(IEnumerable<byte[]> pieces, out int malformed)
    {
        var decoder = new TelnetDecoder();
        var text = new StringBuilder();
        bool inData = false;
        foreach (byte[] piece in pieces)
        {
            ReadOnlySpan<byte> input = piece;
            while (decoder.Read(ref input, out TelnetToken token))
            {
                bool data = token.Kind == TelnetTokenKind.Data;
                text.Append(data && inData ? " " + Hex.Text(token.Bytes) : "|" + Text(token));
                inData = data;
            }
        }
        malformed = decoder.Malformed;
        return text.ToString().TrimStart('|');
    }

    private static string Text(TelnetToken token) =>
        token.Kind switch
        {
            TelnetTokenKind.Data => "data " + Hex.Text(token.Bytes),
            TelnetTokenKind.Command => token.Command.ToString(),
            TelnetTokenKind.Negotiation => $"{token.Command} {token.Option}",
            _ => $"sub {token.Option}: {Hex.Text(token.Bytes)}".TrimEnd(),
        };
}
