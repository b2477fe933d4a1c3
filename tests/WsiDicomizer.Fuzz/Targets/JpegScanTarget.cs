using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Checking;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>The end of entropy-coded data, against the plainest way to find it; and whether it decodes.</summary>
internal sealed class JpegScanTarget : FuzzTarget
{
    public override string Name => "jpeg-scan";

    public override IReadOnlyList<string> EntryPoints => ["JpegScan.FindEnd", "JpegScanCheck.Create", "JpegScanCheck.Check"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(CodecException)];

    public override IReadOnlyList<string> Tokens => ["\u00FF"];

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        .. Pictures.Jpegs(),
        [.. new byte[70], 0xFF, 0x00, 0xFF, 0xD0, .. new byte[40], 0xFF, 0xFF, 0xFF, 0xD9],
        [0xFF],
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        // Streams begin with a marker, so what comes behind the first two bytes is searched too.
        Compare(input.Span);
        Compare(input.Span[Math.Min(2, input.Length)..]);
        Compare(input.Span[(input.Length / 2)..]);
        Check(input.Span);
    }

    private static void Check(ReadOnlySpan<byte> stream)
    {
        var header = JpegHeader.Read(stream, JpegLimits.Default);
        if ((long)header.Width * header.Height > 1 << 20)
        {
            return;
        }

        byte[] buffer = [];
        var check = JpegScanCheck.Create(stream[..header.ScanOffset], JpegLimits.Default);
        var fault = check.Check(stream[header.ScanOffset..], ref buffer);
        FuzzPropertyException.Require(fault == check.Check(stream[header.ScanOffset..], ref buffer), "the same again in used memory");
    }

    private static void Compare(ReadOnlySpan<byte> data)
    {
        var found = JpegScan.FindEnd(data, out var end);
        var (plainFound, plainEnd) = FindPlainly(data);
        FuzzPropertyException.Require(found == plainFound && end == plainEnd, "the same end as byte by byte");
    }

    private static (int Offset, JpegScanEnd End) FindPlainly(ReadOnlySpan<byte> data)
    {
        for (var i = 0; i < data.Length; i++)
        {
            if (data[i] != 0xFF)
            {
                continue;
            }

            var first = i;
            while (i + 1 < data.Length && data[i + 1] == 0xFF)
            {
                i++;
            }

            if (i + 1 >= data.Length)
            {
                return (first, JpegScanEnd.DataEnded);
            }

            var code = data[++i];
            if (code is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return (first, code == 0xD9 ? JpegScanEnd.EndOfImage : JpegScanEnd.OtherMarker);
            }
        }

        return (data.Length, JpegScanEnd.DataEnded);
    }
}
