using System.Buffers;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Native.OpenSlide;

namespace WsiDicomizer.Imaging.OpenSlide;

/// <summary>A slide as the installed OpenSlide renders it: for formats that nothing of ours reads.</summary>
/// <remarks>
/// Reading is thread-safe. After one error every other call fails, too: so the library has it. It is a library for trusted
/// files, in C: what it does with damaged ones is its own.
/// </remarks>
public sealed class OpenSlideFile : IDisposable
{
    private readonly OpenSlideHandle _slide;

    private OpenSlideFile(OpenSlideHandle slide, string vendor)
    {
        _slide = slide;
        Vendor = vendor;
        LevelCount = OpenSlideCalls.GetLevelCount(slide);
    }

    /// <summary>The version of the library, e.g. <c>3.4.1</c>.</summary>
    /// <exception cref="NativeLibraryMissingException">It is not on this machine.</exception>
    public static string LibraryVersion
    {
        get
        {
            OpenSlideLibrary.Load();
            return OpenSlideCalls.Version;
        }
    }

    /// <summary>The library's name for the format, e.g. <c>sakura</c>.</summary>
    public string Vendor { get; }

    /// <summary>The number of levels.</summary>
    public int LevelCount { get; }

    /// <summary>Asks which format a file is of.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The library's name for it, e.g. <c>sakura</c>; null where it knows none.</returns>
    /// <exception cref="NativeLibraryMissingException">The library is not on this machine.</exception>
    public static string? DetectVendor(string path)
    {
        OpenSlideLibrary.Load();
        return OpenSlideCalls.DetectVendor(path);
    }

    /// <summary>Opens a slide.</summary>
    /// <param name="path">The file that OpenSlide opens.</param>
    /// <exception cref="CodecException">The library cannot open it, or is not on this machine.</exception>
    public static OpenSlideFile Open(string path)
    {
        OpenSlideLibrary.Load();
        var slide = OpenSlideCalls.Open(path)
            ?? throw new CodecException(CodecProblem.Unsupported, $"{OpenSlideLibrary.Name} does not know the format.");
        try
        {
            return new OpenSlideFile(slide, OpenSlideCalls.DetectVendor(path) ?? string.Empty);
        }
        catch (CodecException)
        {
            slide.Dispose();
            throw;
        }
    }

    /// <summary>The size of a level, and by how much it is smaller than the largest.</summary>
    /// <param name="level">0-based, 0 is the largest.</param>
    /// <exception cref="CodecException">The library refuses.</exception>
    public (PixelSize Size, double Downsample) GetLevel(int level) => OpenSlideCalls.GetLevel(_slide, level);

    /// <summary>All properties, in the library's order.</summary>
    /// <param name="maximum">More than so many are left out.</param>
    /// <exception cref="CodecException">The library refuses.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> GetProperties(int maximum) => OpenSlideCalls.GetProperties(_slide, maximum);

    /// <summary>Names and sizes of the pictures beside the levels.</summary>
    /// <param name="maximum">More than so many are left out.</param>
    /// <exception cref="CodecException">The library refuses.</exception>
    public IReadOnlyList<(string Name, PixelSize Size)> GetAssociatedImages(int maximum) =>
        OpenSlideCalls.GetAssociatedImages(_slide, maximum);

    /// <summary>Renders a part of a level.</summary>
    /// <param name="level">0-based.</param>
    /// <param name="x">The left edge in pixels of level 0.</param>
    /// <param name="y">The upper edge in pixels of level 0.</param>
    /// <param name="size">Columns and rows in pixels of the level; may reach beyond it.</param>
    /// <param name="background">Red, green, blue of what was not scanned, in the low 24 bits.</param>
    /// <param name="pixels">Filled completely: rows × columns × 3, red, green, blue.</param>
    /// <exception cref="CodecException">The library cannot read it.</exception>
    public void ReadRegion(int level, long x, long y, PixelSize size, uint background, Span<byte> pixels)
    {
        var colours = ArrayPool<uint>.Shared.Rent(checked((int)size.Area));
        try
        {
            OpenSlideCalls.ReadRegion(_slide, level, x, y, size, colours);
            Blend(colours.AsSpan(0, (int)size.Area), background, pixels);
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(colours);
        }
    }

    /// <summary>Renders a picture beside the levels, on white.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="size">Its size.</param>
    /// <returns>Rows × columns × 3, red, green, blue.</returns>
    /// <exception cref="CodecException">The library cannot read it.</exception>
    public byte[] ReadAssociatedImage(string name, PixelSize size)
    {
        var colours = new uint[size.Area];
        OpenSlideCalls.ReadAssociatedImage(_slide, name, size, colours);
        var pixels = new byte[checked(size.Area * 3)];
        Blend(colours, 0xFFFFFF, pixels);
        return pixels;
    }

    /// <inheritdoc/>
    public void Dispose() => _slide.Dispose();

    // The colours come multiplied with their opacity: what is left of it is background.
    private static void Blend(ReadOnlySpan<uint> colours, uint background, Span<byte> pixels)
    {
        Span<byte> behind = [(byte)(background >> 16), (byte)(background >> 8), (byte)background];
        for (var (index, position) = (0, 0); index < colours.Length; index++, position += 3)
        {
            var colour = colours[index];
            var rest = 255 - (colour >> 24);
            for (var sample = 0; sample < 3; sample++)
            {
                var value = ((colour >> (16 - (8 * sample))) & 0xFF) + (((rest * behind[sample]) + 127) / 255);
                pixels[position + sample] = (byte)Math.Min(value, 255);
            }
        }
    }
}
