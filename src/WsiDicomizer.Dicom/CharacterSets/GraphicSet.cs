namespace WsiDicomizer.Dicom.CharacterSets;

/// <summary>A set of graphic characters which an escape sequence of ISO 2022 designates as G0 or G1.</summary>
/// <remarks>
/// Codes are seven bits a byte, whether the set is used on the left or on the right side. Source: PS3.3 tables C.12-3 and
/// C.12-4, PS3.5 6.1.2. Immutable and thread-safe; the table is made when it is first needed.
/// </remarks>
internal sealed class GraphicSet
{
    private readonly Lazy<Table> _table;

    /// <summary>Creates a set.</summary>
    /// <param name="escape">What designates it, with the leading ESC.</param>
    /// <param name="isG1">Whether it is on the right side: its bytes have the eighth bit.</param>
    /// <param name="isTwoByte">Whether each character is two bytes.</param>
    /// <param name="characters">Makes the characters in the order of their codes; NUL where there is none.</param>
    /// <param name="isStandard">Which places are of the standard; others are read and never written.</param>
    public GraphicSet(byte[] escape, bool isG1, bool isTwoByte, Func<char[]> characters, Func<int, bool>? isStandard = null)
    {
        Escape = escape;
        IsG1 = isG1;
        IsTwoByte = isTwoByte;
        _table = new Lazy<Table>(() => new Table(characters(), isStandard));
    }

    /// <summary>What designates the set, with the leading ESC.</summary>
    public ReadOnlyMemory<byte> Escape { get; }

    /// <summary>Whether it is on the right side.</summary>
    public bool IsG1 { get; }

    /// <summary>Whether each character is two bytes.</summary>
    public bool IsTwoByte { get; }

    /// <summary>The place of a code in the table.</summary>
    /// <param name="first">0x20 to 0x7F.</param>
    /// <param name="second">0x21 to 0x7E; not used in sets of one byte.</param>
    public int PlaceOf(int first, int second) => IsTwoByte ? ((first - 0x21) * 94) + second - 0x21 : first - 0x20;

    /// <summary>The character at a place.</summary>
    /// <param name="place">From <see cref="PlaceOf"/>.</param>
    /// <param name="isStandard">False where there is no character (NUL), or one that the standard's table lacks.</param>
    public char CharacterAt(int place, out bool isStandard)
    {
        var table = _table.Value;
        var character = (uint)place < (uint)table.Characters.Length ? table.Characters[place] : '\0';
        isStandard = character != '\0' && table.IsStandard(place);
        return character;
    }

    /// <summary>Finds a character.</summary>
    /// <param name="character">The character.</param>
    /// <param name="first">Its first byte, of seven bits.</param>
    /// <param name="second">Its second byte, of seven bits; not used in sets of one byte.</param>
    /// <returns>False where the set lacks it.</returns>
    public bool TryFind(char character, out int first, out int second)
    {
        var found = _table.Value.Places.TryGetValue(character, out var place);
        first = IsTwoByte ? (place / 94) + 0x21 : place + 0x20;
        second = (place % 94) + 0x21;
        return found;
    }

    private sealed class Table
    {
        private readonly Func<int, bool>? _isStandard;

        public Table(char[] characters, Func<int, bool>? isStandard)
        {
            Characters = characters;
            _isStandard = isStandard;
            for (var place = 0; place < characters.Length; place++)
            {
                if (characters[place] != '\0' && IsStandard(place))
                {
                    Places.TryAdd(characters[place], (ushort)place);
                }
            }
        }

        public char[] Characters { get; }

        // Never changed after construction.
        public Dictionary<char, ushort> Places { get; } = [];

        public bool IsStandard(int place) => _isStandard?.Invoke(place) ?? true;
    }
}
