namespace WsiDicomizer.Slides.Composing;

/// <summary>Reads the rows of a picture from the top, one after the other. Not thread-safe.</summary>
internal interface IRowReader : IDisposable
{
    /// <summary>Reads the next row.</summary>
    /// <param name="row">Filled completely.</param>
    /// <exception cref="SlideFormatException">What is stored is damaged there; the reader cannot be used any more.</exception>
    void ReadRow(Span<byte> row);
}
