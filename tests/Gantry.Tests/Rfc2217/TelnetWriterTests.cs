using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Gantry.Rfc2217.Telnet;

namespace Gantry.Tests.Rfc2217;

public sealed class TelnetWriterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("41 42", "41 42")]
    [InlineData("ff", "ff ff")]
    [InlineData("41 ff 42", "41 ff ff 42")]
    [InlineData("ff ff 41 ff", "ff ff ff ff 41 ff ff")]
    public void Data_has_its_iac_doubled(string data, string written)
    {
        var output = new ArrayBufferWriter<byte>();

        TelnetWriter.WriteData(output, Hex.Bytes(data));

        Hex.Text(output.WrittenSpan).ShouldBe(written);
    }

    [Fact]
    public void A_break_is_two_bytes()
    {
        var output = new ArrayBufferWriter<byte>();

        TelnetWriter.WriteBreak(output);

        Hex.Text(output.WrittenSpan).ShouldBe("ff f3");
    }

    [Fact]
    public void Written_data_reads_back_the_same_however_it_is_cut() =>
        Prop.ForAll(
                Hostile.Bytes().ToArbitrary(),
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (data, seed) =>
                {
                    var output = new ArrayBufferWriter<byte>();
                    TelnetWriter.WriteData(output, data);
                    ReadData(Hostile.Cut(output.WrittenSpan.ToArray(), new Random(seed))).ShouldBe(data);
                }
            )
            .Check(Hostile.Config);

    [Fact]
    public void Long_data_with_every_byte_doubled_is_written_whole()
    {
        byte[] data = new byte[100_000];
        Array.Fill(data, (byte)0xFF);
        var output = new ArrayBufferWriter<byte>();

        TelnetWriter.WriteData(output, data);

        output.WrittenCount.ShouldBe(200_000);
        ReadData([output.WrittenSpan.ToArray()]).ShouldBe(data);
    }

    private static byte[] ReadData(IEnumerable<byte[]> pieces)
    {
        var decoder = new TelnetDecoder();
        List<byte> data = [];
        foreach (byte[] piece in pieces)
        {
            ReadOnlySpan<byte> input = piece;
            while (decoder.Read(ref input, out TelnetToken token))
            {
                token.Kind.ShouldBe(TelnetTokenKind.Data);
                data.AddRange(token.Bytes);
            }
        }
        return [.. data];
    }
}
