using System.Text;

namespace WsiDicomizer.Dicom.CharacterSets;

/// <summary>Decodes one element's text, from its first to its last byte.</summary>
internal ref struct GraphicSetsDecoder
{
    private const byte Escape = 0x1B;
    private const char Replacement = '\uFFFD';

    private readonly ReadOnlySpan<byte> _value;
    private readonly DicomVR _vr;
    private readonly GraphicSet _initialG0;
    private readonly GraphicSet? _initialG1;
    private readonly IReadOnlyList<GraphicSet> _declared;
    private readonly StringBuilder _text;
    private GraphicSet _g0;
    private GraphicSet? _g1;
    private GraphicSet? _lastG1;
    private int _position;

    public GraphicSetsDecoder(
        ReadOnlySpan<byte> value, DicomVR vr, GraphicSet g0, GraphicSet? g1, IReadOnlyList<GraphicSet> declared)
    {
        _value = value;
        _vr = vr;
        _declared = declared;
        _text = new StringBuilder(value.Length);
        (_g0, _initialG0) = (g0, g0);
        (_g1, _initialG1, _lastG1) = (g1, g1, g1);
    }

    /// <summary>Whether bytes were not as the character set wants them.</summary>
    public bool IsMalformed { get; private set; }

    public string Decode()
    {
        while (_position < _value.Length)
        {
            var current = _value[_position];
            if (current == Escape && _declared.Count > 0)
            {
                Designate();
            }
            else if (current <= 0x20 || current is >= 0x7F and < 0xA0)
            {
                DecodeControl(current);
            }
            else if (current < 0x7F)
            {
                DecodeLeft(current);
            }
            else
            {
                DecodeRight(current);
            }
        }

        return _text.ToString();
    }

    // An escape sequence of a set that is not declared is obeyed, and one of no set stays in the text: nothing is lost.
    private void Designate()
    {
        var rest = _value[_position..];
        foreach (var set in GraphicSets.All)
        {
            if (!rest.StartsWith(set.Escape.Span))
            {
                continue;
            }

            IsMalformed |= set != GraphicSets.Ascii && set != _initialG0 && !_declared.Contains(set);
            _position += set.Escape.Length;
            if (set.IsG1)
            {
                (_g1, _lastG1) = (set, set);
            }
            else
            {
                _g0 = set;
            }

            return;
        }

        Append((char)Escape, length: 1, isStandard: false);
    }

    private void DecodeControl(byte current)
    {
        if (current < 0x20)
        {
            Reset();
        }

        Append((char)current, length: 1, isStandard: current < 0x80);
    }

    private void DecodeLeft(byte current)
    {
        if (_g0.IsTwoByte)
        {
            var second = _position + 1 < _value.Length ? _value[_position + 1] : 0;
            DecodeTwoBytes(_g0, current, second);
        }
        else if (GraphicSetsCodec.IsDelimiter(current, _vr))
        {
            // A separator is one in JIS X 0201 too, where the same byte is otherwise a yen sign.
            Reset();
            Append((char)current, length: 1, isStandard: true);
        }
        else
        {
            Append(_g0.CharacterAt(_g0.PlaceOf(current, 0), out var isStandard), length: 1, isStandard);
        }
    }

    private void DecodeRight(byte current)
    {
        // High bytes where nothing is designated: some writers designate once for all parts of a name. Where there is
        // no character set at all, as Latin-1 no byte is lost.
        var set = _g1 ?? _lastG1;
        IsMalformed |= _g1 is null;
        if (set is null)
        {
            Append((char)current, length: 1, isStandard: false);
        }
        else if (set.IsTwoByte)
        {
            var second = _position + 1 < _value.Length && _value[_position + 1] >= 0x80 ? _value[_position + 1] & 0x7F : 0;
            DecodeTwoBytes(set, current & 0x7F, second);
        }
        else
        {
            Append(set.CharacterAt(set.PlaceOf(current & 0x7F, 0), out var isStandard), length: 1, isStandard);
        }
    }

    private void DecodeTwoBytes(GraphicSet set, int first, int second)
    {
        if (first is < 0x21 or > 0x7E || second is < 0x21 or > 0x7E)
        {
            Append(Replacement, length: 1, isStandard: false);
            return;
        }

        Append(set.CharacterAt(set.PlaceOf(first, second), out var isStandard), length: 2, isStandard);
    }

    private void Append(char character, int length, bool isStandard)
    {
        IsMalformed |= !isStandard;
        _text.Append(character == '\0' && _value[_position] != 0 ? Replacement : character);
        _position += length;
    }

    private void Reset()
    {
        _g0 = _initialG0;
        _g1 = _initialG1;
    }
}
