using WsiDicomizer.Imaging.Native;
using WsiDicomizer.Imaging.Native.CharLs;
using WsiDicomizer.Imaging.Native.Jxl;
using WsiDicomizer.Imaging.Native.OpenJpeg;
using WsiDicomizer.Imaging.Native.OpenJph;
using WsiDicomizer.Imaging.Native.OpenSlide;
using WsiDicomizer.Imaging.Native.TurboJpeg;
using WsiDicomizer.Imaging.Native.Zstd;

namespace WsiDicomizer.Imaging.Codecs;

/// <summary>Every codec, with its library, its version and its state on this machine.</summary>
public static class CodecRegistry
{
    private const string BuiltIn = "built in";

    private static readonly Entry[] Entries =
    [
        new("JPEG, decode and encode", TurboJpegLibrary.Name, () => NativeLibraryResolver.Load(TurboJpegLibrary.Info), null,
            "slides whose tiles are drawn or encoded anew as JPEG, levels that are computed, pictures decoded from JPEG; copied tiles need it not"),
        new("JPEG, copy, cut and join", BuiltIn, null, null, "copied JPEG tiles, NDPI, striped pictures"),
        new("JPEG 2000 and HTJ2K, decode; JPEG 2000, encode", OpenJpegLibrary.Name, OpenJpegLibrary.Load, OpenJpegVersion.Read,
            "Aperio 33003, --transfer-syntax jpeg2000 and jpeg2000-lossless, and what is decoded from JPEG 2000; copied tiles need it not"),
        new("HTJ2K, encode", OpenJphLibrary.Name, OpenJphLibrary.Load, OpenJphVersion.Read, "--transfer-syntax htj2k-lossless"),
        new("JPEG-LS, decode", BuiltIn, null, null, "what is decoded from JPEG-LS"),
        new("JPEG-LS, encode", CharLsLibrary.Name, CharLsLibrary.Load, CharLsVersion.Read,
            "--transfer-syntax jpegls-lossless, and missing tiles of JPEG-LS levels"),
        new("JPEG XL, recompression of JPEG", JxlLibrary.Name, JxlLibrary.Load, JxlVersion.Read,
            "--transfer-syntax jpegxl-recompression"),
        new("Zstandard, decode", ZstdLibrary.Name, ZstdLibrary.Load, ZstdVersion.Read, "slides with tiles of Zstandard"),
        new("LZW, deflate, RLE, PNG and BMP, decode", BuiltIn, null, null, "slides with such tiles and pictures"),
        new("slides of formats that only OpenSlide reads", OpenSlideLibrary.Name, () => OpenSlideLibrary.Load(), () => OpenSlideCalls.Version,
            "formats without a reader of our own; all others need it not"),
    ];

    /// <summary>All codecs. Loads every library that is there.</summary>
    public static IReadOnlyList<CodecState> List() => [.. Entries.Select(Look)];

    private static CodecState Look(Entry entry)
    {
        string? problem = null;
        try
        {
            entry.Load?.Invoke();
        }
        catch (NativeLibraryMissingException exception)
        {
            problem = exception.Message;
        }

        return new CodecState
        {
            Codec = entry.Codec,
            Library = entry.Library,
            Version = problem is null ? entry.ReadVersion?.Invoke() : null,
            Problem = problem,
            NeededFor = entry.NeededFor,
        };
    }

    private sealed class Entry(string codec, string library, Action? load, Func<string>? readVersion, string neededFor)
    {
        public string Codec => codec;

        public string Library => library;

        public Action? Load => load;

        public Func<string>? ReadVersion => readVersion;

        public string NeededFor => neededFor;
    }
}
