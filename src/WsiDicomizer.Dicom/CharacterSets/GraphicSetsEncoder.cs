using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace WsiDicomizer.Dicom.CharacterSets;

/// <summary>Encodes one element's text, with the escape sequences that it needs.</summary>
/// <remarks>
/// A reader that takes each escape sequence for the start of one encoding, as many do, understands the bytes too: no
/// character of the right side stands behind a set of two bytes on the left, and G1 is designated again after G0 was.
/// </remarks>
internal sealed class GraphicSetsEncoder
{
    private const char Escape = '\u001B';

    private readonly ArrayBufferWriter<byte> _value = new();
    private readonly DicomVR _vr;
    private readonly GraphicSet _initialG0;
    private readonly GraphicSet? _initialG1;
    private readonly IReadOnlyList<GraphicSet> _declared;
    private GraphicSet _g0;
    private GraphicSet? _g1;
    private bool _mustDesignateG1;

    public GraphicSetsEncoder(DicomVR vr, GraphicSet g0, GraphicSet? g1, IReadOnlyList<GraphicSet> declared)
    {
        _vr = vr;
        _declared = declared;
        (_g0, _initialG0) = (g0, g0);
        (_g1, _initialG1) = (g1, g1);
    }

    public bool TryEncode(string text, [NotNullWhen(true)] out byte[]? value)
    {
        value = null;
        foreach (var character in text)
        {
            if (!TryWrite(character))
            {
                return false;
            }
        }

        Return();
        value = _value.WrittenSpan.ToArray();
        return true;
    }

    private bool TryWrite(char character)
    {
        if (character < 0x80 && GraphicSetsCodec.IsDelimiter(character, _vr))
        {
            // An escape character would be read as the start of a designation.
            Return();
            Write(character);
            return character != Escape || _declared.Count == 0;
        }

        if (character is ' ' or (>= '\u007F' and < '\u00A0'))
        {
            // Also a space: not every reader knows it inside a set of two bytes.
            if (_g0.IsTwoByte)
            {
                Designate(_initialG0);
            }

            Write(character);
            return true;
        }

        return TryWriteWith(_g0, character)
            || TryWriteWith(_g1, character)
            || TryWriteWith(_initialG0, character)
            || TryWriteWith(_initialG1, character)
            || TryWriteWithDeclared(character);
    }

    private bool TryWriteWithDeclared(char character)
    {
        foreach (var set in _declared)
        {
            if (TryWriteWith(set, character))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryWriteWith(GraphicSet? set, char character)
    {
        // The yen sign of JIS X 0201 has the byte that separates values.
        if (set is null
            || !set.TryFind(character, out var first, out var second)
            || (!set.IsTwoByte && !set.IsG1 && first != character && GraphicSetsCodec.IsDelimiter(first, _vr)))
        {
            return false;
        }

        if (set.IsG1 && _g0.IsTwoByte)
        {
            Designate(_initialG0);
        }

        if (set.IsG1 ? set != _g1 || _mustDesignateG1 : set != _g0)
        {
            Designate(set);
        }

        var side = set.IsG1 ? 0x80 : 0;
        Write(first | side);
        if (set.IsTwoByte)
        {
            Write(second | side);
        }

        return true;
    }

    // PS3.5 6.1.2.5.3: the sets of value 1 are active before every delimiter and at the end.
    private void Return()
    {
        if (_g0 != _initialG0)
        {
            Designate(_initialG0);
        }

        if (_g1 != _initialG1 && _initialG1 is not null)
        {
            Designate(_initialG1);
        }

        _g1 = _initialG1;
        _mustDesignateG1 = false;
    }

    private void Designate(GraphicSet set)
    {
        _value.Write(set.Escape.Span);
        if (set.IsG1)
        {
            (_g1, _mustDesignateG1) = (set, false);
        }
        else
        {
            (_g0, _mustDesignateG1) = (set, true);
        }
    }

    private void Write(int value) => _value.Write([(byte)value]);
}
