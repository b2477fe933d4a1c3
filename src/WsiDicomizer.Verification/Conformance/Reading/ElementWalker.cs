using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>Walks over a data set's bytes, header by header, without reading values (PS3.5 clause 7).</summary>
/// <remarks>
/// The checker's own: that the reader makes sense of a file proves little where the writer is by the same hand. Little
/// endian; without recursion, so that depth costs no stack.
/// </remarks>
/// <param name="bytes">The file.</param>
/// <param name="limits">How far it goes.</param>
/// <param name="layout">Takes what is found.</param>
internal sealed class ElementWalker(ByteWindow bytes, ConformanceLimits limits, FileLayout layout)
{
    private const uint UndefinedLength = 0xFFFFFFFF;

    private static readonly DicomTag Item = new(0xFFFE, 0xE000);
    private static readonly DicomTag ItemDelimitation = new(0xFFFE, 0xE00D);
    private static readonly DicomTag SequenceDelimitation = new(0xFFFE, 0xE0DD);

    private readonly Stack<WalkLevel> _levels = new();
    private int _elements;

    /// <summary>Walks from a data set's first byte to its last.</summary>
    /// <param name="start">The first byte.</param>
    /// <param name="end">The byte after the last.</param>
    /// <param name="isExplicit">Whether elements carry their VR.</param>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    public void Walk(long start, long end, bool isExplicit)
    {
        _levels.Push(new WalkLevel(isSequence: false, end, isExplicit));
        var offset = start;
        while (_levels.Count > 0)
        {
            var level = _levels.Peek();
            if (offset >= level.End)
            {
                if (offset > level.End)
                {
                    Fault(LayoutFaultKind.Structure, "an element reaches beyond the end of what holds it");
                    return;
                }

                _levels.Pop();
            }
            else if (++_elements > limits.MaximumElements)
            {
                Fault(LayoutFaultKind.Structure, "more elements than MaximumElements allows: not walked to the end");
                return;
            }
            else if ((level.IsSequence ? WalkItem(level, offset) : WalkElement(level, offset)) is { } next)
            {
                offset = next;
            }
            else
            {
                return;
            }
        }
    }

    /// <returns>Where to go on, or null where there is no way.</returns>
    private long? WalkItem(WalkLevel level, long offset)
    {
        if (!TryReadTag(offset, out var tag, out var length))
        {
            return null;
        }

        if (tag == SequenceDelimitation)
        {
            _levels.Pop();
            return offset + 8;
        }

        if (tag != Item)
        {
            Fault(LayoutFaultKind.Structure, Invariant($"an item was expected at byte {offset}"));
            return null;
        }

        level.ItemCount++;
        return Enter(isSequence: false, offset + 8, length, level.IsExplicit);
    }

    private long? WalkElement(WalkLevel level, long offset)
    {
        if (!TryReadTag(offset, out var tag, out var length))
        {
            return null;
        }

        if (tag == ItemDelimitation && _levels.Count > 1)
        {
            _levels.Pop();
            return offset + 8;
        }

        var vr = level.IsExplicit ? Encoding.ASCII.GetString(bytes.Peek(offset + 4, 2)) : null;
        var valueOffset = offset + 8;
        if (vr is not null)
        {
            var header = bytes.Peek(offset, 12);
            if (!DicomVR.TryParse(vr, out var known))
            {
                Fault(LayoutFaultKind.Structure, Invariant($"a VR of PS3.5 6.2 was expected at byte {offset + 4}"));
                return null;
            }

            if (!known.HasShortLength && header.Length < 12)
            {
                Fault(LayoutFaultKind.Structure, "the file ends inside an element's header");
                return null;
            }

            valueOffset = known.HasShortLength ? offset + 8 : offset + 12;
            length = known.HasShortLength
                ? BinaryPrimitives.ReadUInt16LittleEndian(header[6..])
                : BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        }

        CheckOrder(level, tag);
        return WalkValue(level, tag, vr, valueOffset, length);
    }

    private long? WalkValue(WalkLevel level, DicomTag tag, string? vr, long offset, uint length)
    {
        if (tag == DicomTag.PixelData && _levels.Count == 1)
        {
            return WalkPixelData(offset, length);
        }

        if (length == UndefinedLength)
        {
            // PS3.5 6.2.2: what is UN and of undefined length is a sequence in implicit VR.
            return vr is null or "SQ" or "UN"
                ? Enter(isSequence: true, offset, length, level.IsExplicit && vr == "SQ")
                : Stop("only sequences, UN and encapsulated pixel data may have an undefined length");
        }

        if ((length & 1) == 1)
        {
            Fault(LayoutFaultKind.OddLength, "the length is odd");
        }

        if (offset + length > bytes.Length)
        {
            return Stop("the value reaches beyond the end of the file");
        }

        var isSequence = vr == "SQ" || (vr is null && DicomDictionary.Default.GetImplicitVR(tag) == DicomVR.SQ);
        return isSequence ? Enter(isSequence: true, offset, length, level.IsExplicit) : offset + length;
    }

    private long? WalkPixelData(long offset, uint length)
    {
        if (length == UndefinedLength)
        {
            layout.PixelData = new PixelDataLayout { IsEncapsulated = true, ValueOffset = offset };
            return new FragmentWalker(bytes, limits, layout).Walk(layout.PixelData);
        }

        layout.PixelData = new PixelDataLayout { IsEncapsulated = false, ValueOffset = offset, NativeLength = length };
        if ((length & 1) == 1)
        {
            Fault(LayoutFaultKind.OddLength, "the length is odd");
        }

        return offset + length <= bytes.Length ? offset + length : Stop("the value reaches beyond the end of the file");
    }

    private long? Enter(bool isSequence, long offset, uint length, bool isExplicit)
    {
        if (_levels.Count >= 2 * limits.MaximumDepth)
        {
            return Stop("sequences nest deeper than MaximumDepth allows: not walked further");
        }

        _levels.Push(new WalkLevel(isSequence, length == UndefinedLength ? WalkLevel.Undefined : offset + length, isExplicit));
        return offset;
    }

    private void CheckOrder(WalkLevel level, DicomTag tag)
    {
        var last = level.LastTag;
        level.LastTag = tag;
        if (last is { } before && tag <= before)
        {
            Fault(
                LayoutFaultKind.Order,
                tag == before ? "the element is there twice" : "the element follows one with a higher tag");
        }
    }

    private bool TryReadTag(long offset, out DicomTag tag, out uint length)
    {
        var header = bytes.Peek(offset, 8);
        if (header.Length < 8)
        {
            tag = default;
            length = 0;
            Fault(LayoutFaultKind.Structure, "the file ends inside an element's header");
            return false;
        }

        tag = new DicomTag(
            BinaryPrimitives.ReadUInt16LittleEndian(header), BinaryPrimitives.ReadUInt16LittleEndian(header[2..]));
        length = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        return true;
    }

    private long? Stop(string detail)
    {
        Fault(LayoutFaultKind.Structure, detail);
        return null;
    }

    private void Fault(LayoutFaultKind kind, string detail) => layout.Add(kind, DescribePlace(), detail);

    /// <summary>The path of the last element met: <c>OpticalPathSequence[1].ICCProfile</c>.</summary>
    private string DescribePlace()
    {
        var place = new StringBuilder();
        foreach (var level in _levels.Reverse())
        {
            if (level.IsSequence)
            {
                place.Append(CultureInfo.InvariantCulture, $"[{Math.Max(level.ItemCount, 1)}].");
            }
            else if (level.LastTag is { } tag)
            {
                place.Append(DicomDictionary.Default.GetKeyword(tag));
            }
        }

        return place.Length == 0 ? "file" : place.ToString().TrimEnd('.');
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
