using System.Collections.Concurrent;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;

namespace WsiDicomizer.SyntheticSlides.Tests.Support;

/// <summary>Small slides, written in memory.</summary>
internal static class Slides
{
    private static readonly ConcurrentDictionary<AperioVariant, (byte[] File, AnswerKey Key)> Written = new();

    /// <summary>The small slide of a variant; written once, so not to be changed.</summary>
    public static (byte[] File, AnswerKey Key) Write(AperioVariant variant) =>
        Written.GetOrAdd(variant, variant => Write(Small(variant)));

    public static AperioSyntheticOptions Small(AperioVariant variant) =>
        new() { Variant = variant, Size = new PixelSize(700, 520), TileSize = 128 };

    public static (byte[] File, AnswerKey Key) Write(AperioSyntheticOptions options)
    {
        using var stream = new MemoryStream();
        var key = AperioSyntheticSlide.Write(stream, "DOE_JANE_4711.svs", options);
        return (stream.ToArray(), key);
    }

    public static TheoryData<AperioVariant> Variants => [.. Enum.GetValues<AperioVariant>()];

    public static bool Contains(byte[] file, ReadOnlySpan<byte> value) => file.AsSpan().IndexOf(value) >= 0;
}
