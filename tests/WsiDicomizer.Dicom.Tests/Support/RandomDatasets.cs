using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace WsiDicomizer.Dicom.Tests;

/// <summary>Makes data sets of random attributes of every VR, the same for the same seed.</summary>
internal sealed class RandomDatasets(int seed)
{
    private const string Ascii = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz0123456789_-^=.+";
    private const string Unicode = "äöüßéÅøαβγЖшИ日本語山田한국어🙂";

    private static readonly Dictionary<string, DicomTag[]> TagsByVR = AllTags();
    private static readonly string[] Codes = [.. TagsByVR.Keys];

    // NaNs with a payload, signs and smallest numbers: what must not be computed with on the way.
    private static readonly double[] ExtremeDoubles =
    [
        -0.0, double.NaN, BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0123), double.NegativeInfinity, double.Epsilon,
        double.MaxValue,
    ];

    private static readonly float[] ExtremeSingles =
        [-0f, float.NaN, BitConverter.UInt32BitsToSingle(0xFFC0_0123), float.PositiveInfinity, float.Epsilon, float.MaxValue];

    private readonly Random _random = new(seed);

    public static IEnumerable<string> VRs => Codes;

    public DicomDataset Next(int depth = 0)
    {
        var dataset = new DicomDataset();
        if (depth == 0 || _random.Next(4) == 0)
        {
            dataset.Add(DicomTag.SpecificCharacterSet, "ISO_IR 192");
        }

        for (var count = _random.Next(depth == 0 ? 5 : 0, 25); count > 0; count--)
        {
            var vr = Pick(Codes);
            dataset.AddOrUpdate(Item(Pick(TagsByVR[vr]), DicomVR.Parse(vr), depth));
        }

        return dataset;
    }

    public DicomItem Item(DicomTag tag, DicomVR vr, int depth = 0)
    {
        var count = _random.Next(10) == 0 ? 0 : _random.Next(1, 4);
        return vr.Kind switch
        {
            DicomVRKind.Sequence => new DicomSequence(
                tag, [.. Enumerable.Range(0, depth < 3 ? count : 0).Select(_ => Next(depth + 1))]),
            DicomVRKind.Bytes => DicomItemFactory.Create(tag, vr, Bytes(vr)),
            DicomVRKind.Text => DicomItemFactory.CreateText(
                tag, vr, [.. Enumerable.Range(0, vr.IsMultiValued ? count : Math.Min(count, 1)).Select(_ => Text(vr))]),
            _ => Numbers(tag, vr, count),
        };
    }

    /// <summary>Data sets of every VR for property tests, also with empty items and, in explicit encodings, private ones.</summary>
    public static Gen<DicomDataset> Generator(bool withPrivate) => Gen.Choose(0, int.MaxValue).Select(seed =>
    {
        var random = new RandomDatasets(seed);
        var dataset = random.Next();
        if (withPrivate)
        {
            var vr = DicomVR.Parse(Codes[seed % Codes.Length]);
            dataset.AddOrUpdate(new DicomLongString(new DicomTag(0x0009, 0x0010), "SOMEBODY"));
            dataset.AddOrUpdate(random.Item(new DicomTag(0x0009, 0x1001), vr, depth: 2));
            dataset.AddOrUpdate(random.Item(new DicomTag(0x0009, 0x1002), DicomVR.UN));
            dataset.AddOrUpdate(new DicomSequence(new DicomTag(0x0009, 0x1003), new DicomDataset(), random.Next(depth: 2)));
        }

        // A value beyond 64 KiB in a VR of a short length, which comes back through UN.
        if (seed % 7 == 0)
        {
            dataset.AddOrUpdate(new DicomUnsignedLong(DicomTag.SimpleFrameList, [.. Enumerable.Range(0, 20_000).Select(value => (uint)value)]));
        }

        return dataset;
    });

    private static Dictionary<string, DicomTag[]> AllTags() => typeof(DicomTag).GetProperties()
        .Where(property => property.PropertyType == typeof(DicomTag))
        .Select(property => (DicomTag)property.GetValue(null)!)
        .Where(tag => tag.Group is > 2 and < 0x7FE0 && !tag.IsGroupLength && tag != DicomTag.SpecificCharacterSet)
        .Where(tag => DicomDictionary.Default.TryGetEntry(tag, out var entry) && entry.ValueRepresentations.Count == 1)
        .Append(new DicomTag(0x7FE0, 0x0001))
        .GroupBy(tag => DicomDictionary.Default.GetImplicitVR(tag).Code)
        .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    private DicomItem Numbers(DicomTag tag, DicomVR vr, int count) => vr.Code switch
    {
        "AT" => DicomItemFactory.Create(tag, vr, Many(count, () => DicomTag.FromValue((uint)_random.NextInt64(1L << 32)))),
        "FD" => DicomItemFactory.Create(tag, vr, Many(
            count, () => BitConverter.Int64BitsToDouble(_random.NextInt64(long.MinValue, long.MaxValue)), ExtremeDoubles)),
        "FL" => DicomItemFactory.Create(tag, vr, Many(
            count, () => BitConverter.Int32BitsToSingle(_random.Next(int.MinValue, int.MaxValue)), ExtremeSingles)),
        "SL" => DicomItemFactory.Create(tag, vr, Many(
            count, () => _random.Next(int.MinValue, int.MaxValue), int.MinValue, int.MaxValue, 0)),
        "SS" => DicomItemFactory.Create(tag, vr, Many(
            count, () => (short)_random.Next(short.MinValue, short.MaxValue), short.MinValue, short.MaxValue, (short)0)),
        "SV" => DicomItemFactory.Create(tag, vr, Many(
            count, () => _random.NextInt64(long.MinValue, long.MaxValue), long.MinValue, long.MaxValue, 0L)),
        "UL" => DicomItemFactory.Create(tag, vr, Many(
            count, () => (uint)_random.NextInt64(1L << 32), uint.MaxValue, 0u)),
        "US" => DicomItemFactory.Create(tag, vr, Many(count, () => (ushort)_random.Next(1 << 16), ushort.MaxValue, (ushort)0)),
        "UV" => DicomItemFactory.Create(tag, vr, Many(count, () => (ulong)_random.NextInt64(), ulong.MaxValue, 0UL)),
        _ => throw new InvalidOperationException($"no generator for {vr}"),
    };

    private byte[] Bytes(DicomVR vr)
    {
        // Whole units of an even length: what a padding byte does is another test's matter.
        var bytes = new byte[_random.Next(5) * Math.Max(vr.UnitBytes, 2)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Text(DicomVR vr)
    {
        if (vr == DicomVR.UI)
        {
            return "2.25." + _random.NextInt64(1, long.MaxValue).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var text = new StringBuilder();
        for (var length = _random.Next(1, 40); length > 0; length--)
        {
            var letters = vr.UsesCharacterSet && _random.Next(5) == 0 ? Unicode : Ascii;
            var rune = Pick(letters.EnumerateRunes().ToArray());
            text.Append(rune);
        }

        // Not only blank, and no blanks at the ends, which are padding.
        return "x" + (vr.IsMultiValued ? string.Empty : "\\\r\n") + text + "x";
    }

    // One in six is an extreme.
    private T[] Many<T>(int count, Func<T> make, params T[] extremes) => [.. Enumerable.Range(0, count)
        .Select(_ => extremes.Length > 0 && _random.Next(6) == 0 ? Pick(extremes) : make())];

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
