using System.Text;

namespace WsiDicomizer.Dicom.Tests;

/// <summary>Makes data sets of random attributes of every VR, the same for the same seed.</summary>
internal sealed class RandomDatasets(int seed)
{
    private const string Ascii = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz0123456789_-^=.+";
    private const string Unicode = "äöüßéÅøαβγЖшИ日本語山田한국어🙂";

    private static readonly Dictionary<string, DicomTag[]> TagsByVR = AllTags();
    private static readonly string[] Codes = [.. TagsByVR.Keys];

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
        "FD" => DicomItemFactory.Create(tag, vr, Many(count, () => BitConverter.Int64BitsToDouble(_random.NextInt64()))),
        "FL" => DicomItemFactory.Create(tag, vr, Many(count, () => BitConverter.Int32BitsToSingle(_random.Next()))),
        "SL" => DicomItemFactory.Create(tag, vr, Many(count, () => _random.Next(int.MinValue, int.MaxValue))),
        "SS" => DicomItemFactory.Create(tag, vr, Many(count, () => (short)_random.Next(short.MinValue, short.MaxValue))),
        "SV" => DicomItemFactory.Create(tag, vr, Many(count, () => _random.NextInt64(long.MinValue, long.MaxValue))),
        "UL" => DicomItemFactory.Create(tag, vr, Many(count, () => (uint)_random.NextInt64(1L << 32))),
        "US" => DicomItemFactory.Create(tag, vr, Many(count, () => (ushort)_random.Next(1 << 16))),
        "UV" => DicomItemFactory.Create(tag, vr, Many(count, () => (ulong)_random.NextInt64())),
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

    private static T[] Many<T>(int count, Func<T> make) => [.. Enumerable.Range(0, count).Select(_ => make())];

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
