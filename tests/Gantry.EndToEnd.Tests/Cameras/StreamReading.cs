using Gantry.Fleet.Cameras.Sources;

namespace Gantry.EndToEnd.Tests.Cameras;

/// <summary>The pictures of an answer.</summary>
internal static class StreamReading
{
    public static async Task<JpegStream> PicturesAsync(this HttpResponseMessage answer) =>
        new(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

    public static async Task<byte[]> NextAsync(this JpegStream pictures) =>
        (await pictures.NextAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull();
}
