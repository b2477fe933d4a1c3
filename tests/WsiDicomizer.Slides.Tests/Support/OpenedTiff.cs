using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>A TIFF file of given pages, written and read back.</summary>
internal sealed class OpenedTiff : IDisposable
{
    private readonly TemporaryFile _temporary;

    public OpenedTiff(TestPage[] pages, bool big = false, bool littleEndian = true)
    {
        var builder = new TiffBuilder(big, littleEndian);
        builder.Pages.AddRange(pages);
        _temporary = new TemporaryFile(builder.Build());
        File = SlideFile.Open(_temporary.Path);
        Tiff = TiffFile.Read(File, TiffLimits.Default);
    }

    public SlideFile File { get; }

    public TiffFile Tiff { get; }

    public byte[] Read(ByteRange range)
    {
        var bytes = new byte[range.Length];
        File.ReadExactly(range.Offset, bytes);
        return bytes;
    }

    public void Dispose()
    {
        File.Dispose();
        _temporary.Dispose();
    }
}
