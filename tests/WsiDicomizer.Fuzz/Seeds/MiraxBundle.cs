using System.Buffers.Binary;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides;
using WsiDicomizer.SyntheticSlides.Formats.Mirax;

namespace WsiDicomizer.Fuzz.Seeds;

/// <summary>
/// What of a MIRAX slide is mutated, as one input: which slide, the length of Slidedat.ini and its bytes, the length of Index.dat
/// and its bytes, the camera positions. The data files stay, but for the positions in them.
/// </summary>
internal sealed class MiraxBundle : IDisposable
{
    private const int HeaderBytes = 1 + 4;

    private static readonly MiraxVariant[] Variants = [MiraxVariant.Jpeg, MiraxVariant.Stitching, MiraxVariant.Grid, MiraxVariant.Sparse];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wsidicomizer-fuzz-mirax-");
    private readonly List<Base> _slides = [];

    public MiraxBundle()
    {
        foreach (var variant in Variants)
        {
            var path = Path.Combine(_folder.FullName, $"{variant}.mrxs");
            MiraxSyntheticSlide.Write(path, new MiraxSyntheticOptions
            {
                Variant = variant,
                Size = new PixelSize(64, 64),
                Identity = PlantedIdentity.FromSeed(1),
            });
            _slides.Add(Base.Read(path));
        }
    }

    /// <summary>The sound inputs.</summary>
    public IEnumerable<byte[]> Seeds => _slides.Select((slide, index) => (byte[])
    [
        (byte)index, .. Length(slide.Slidedat), .. slide.Slidedat, .. Length(slide.Index), .. slide.Index, .. slide.Positions,
    ]);

    /// <summary>Where the index starts in an input, where it can be told.</summary>
    public static int? FindIndex(ReadOnlySpan<byte> input)
    {
        if (input.Length < HeaderBytes)
        {
            return null;
        }

        var start = HeaderBytes + 4L + BinaryPrimitives.ReadUInt32LittleEndian(input[1..]);
        return start < input.Length ? (int)start : null;
    }

    /// <summary>Writes an input over its slide.</summary>
    /// <returns>The path of the slide.</returns>
    public string Write(ReadOnlySpan<byte> input)
    {
        var slide = _slides[input.IsEmpty ? 0 : input[0] % _slides.Count];
        var rest = input.IsEmpty ? input : input[1..];
        var slidedat = Take(ref rest);
        var index = Take(ref rest);
        var folder = slide.Path[..^".mrxs".Length];
        File.WriteAllBytes(Path.Combine(folder, "Slidedat.ini"), slidedat);
        File.WriteAllBytes(Path.Combine(folder, "Index.dat"), index);
        if (slide.Positions.Length > 0)
        {
            using var handle = File.OpenHandle(slide.DataFile, FileMode.Open, FileAccess.Write, FileShare.None);
            RandomAccess.Write(handle, rest[..Math.Min(rest.Length, slide.Positions.Length)], slide.PositionOffset);
        }

        return slide.Path;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static byte[] Length(byte[] bytes)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        return length;
    }

    private static byte[] Take(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 4)
        {
            return [];
        }

        var length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(rest), rest.Length - 4);
        var taken = rest.Slice(4, length).ToArray();
        rest = rest[(4 + length)..];
        return taken;
    }

    private sealed record Base(string Path, byte[] Slidedat, byte[] Index, string DataFile, long PositionOffset, byte[] Positions)
    {
        public static Base Read(string path)
        {
            var folder = path[..^".mrxs".Length];
            var index = File.ReadAllBytes(System.IO.Path.Combine(folder, "Index.dat"));
            var data = Directory.GetFiles(folder, "Data*.dat").Order(StringComparer.Ordinal).Last();

            // The positions are the one value of the second of three layers: the sixth record; the grid has none.
            var values = BinaryPrimitives.ReadInt32LittleEndian(index.AsSpan(41));
            var record = BinaryPrimitives.ReadInt32LittleEndian(index.AsSpan(values + (4 * 5)));
            var page = BinaryPrimitives.ReadInt32LittleEndian(index.AsSpan(record + 4));
            var offset = BinaryPrimitives.ReadInt32LittleEndian(index.AsSpan(page + 16));
            var length = path.Contains(nameof(MiraxVariant.Grid), StringComparison.Ordinal) ? 0
                : BinaryPrimitives.ReadInt32LittleEndian(index.AsSpan(page + 20));
            return new Base(
                path,
                File.ReadAllBytes(System.IO.Path.Combine(folder, "Slidedat.ini")),
                index,
                data,
                offset,
                File.ReadAllBytes(data).AsSpan(offset, length).ToArray());
        }
    }
}
