namespace WsiDicomizer.SyntheticSlides.AnswerKeys;

/// <summary>Collects what is planted while a slide is being written.</summary>
internal sealed class AnswerKeyBuilder
{
    private readonly List<AnswerKeyEntry> _entries = [];

    /// <summary>The values so far, in the order of planting.</summary>
    public IReadOnlyList<AnswerKeyEntry> Entries => _entries;

    /// <summary>Notes one planted value; a value that is null was not planted and is not noted.</summary>
    /// <param name="where">The place, see <see cref="AnswerKeyEntry.Where"/>.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="value">The value.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="bytes">The bytes in the file, where they are not the value in UTF-8.</param>
    public void Add(string where, string name, string? value, PlantedKind kind, ReadOnlySpan<byte> bytes = default)
    {
        if (value is null)
        {
            return;
        }

        _entries.Add(new AnswerKeyEntry
        {
            Where = where,
            Name = name,
            Value = value,
            Kind = kind,
            BytesHex = bytes.IsEmpty ? null : Convert.ToHexStringLower(bytes),
        });
    }
}
