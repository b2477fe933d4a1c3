namespace WsiDicomizer.SyntheticSlides;

/// <summary>A vendor whose slides can be made up.</summary>
public sealed class SyntheticVendor
{
    private readonly Func<string, string, SyntheticSlideOptions, CancellationToken, WrittenSlide> _write;

    /// <summary>Names a vendor.</summary>
    /// <param name="name">As on the command line.</param>
    /// <param name="variants">The names of the variants, in the order in which they are written.</param>
    /// <param name="write">Writes one variant into a folder: variant, folder, options.</param>
    internal SyntheticVendor(
        string name,
        IReadOnlyList<string> variants,
        Func<string, string, SyntheticSlideOptions, CancellationToken, WrittenSlide> write)
    {
        Name = name;
        Variants = variants;
        _write = write;
    }

    /// <summary>The name on the command line, e.g. <c>aperio</c>.</summary>
    public string Name { get; }

    /// <summary>The variants of the format that can be written, e.g. <c>classic-rgb</c>.</summary>
    public IReadOnlyList<string> Variants { get; }

    /// <summary>The most columns, and rows, that all of its slides can have. Default 250,000.</summary>
    public int MaxSide { get; internal init; } = 250_000;

    /// <summary>Writes one variant, and its answer key beside it.</summary>
    /// <param name="variant">One of <see cref="Variants"/>.</param>
    /// <param name="folder">Where; it is made where it does not exist, and files of the same names are replaced.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops the writing; an unfinished file does not stay.</param>
    /// <exception cref="ArgumentException">There is no such variant, or an option is outside its range.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public WrittenSlide Write(
        string variant, string folder, SyntheticSlideOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        if (!Variants.Contains(variant, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"{Name} has the variants {string.Join(", ", Variants)}; not this one.", nameof(variant));
        }

        Directory.CreateDirectory(folder);
        return _write(variant, folder, options, cancellationToken);
    }

    /// <summary>Writes every variant, one after another.</summary>
    /// <param name="folder">As in <see cref="Write"/>.</param>
    /// <param name="options">What to write.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>Each slide when it is complete; nothing is written before it is asked for.</returns>
    public IEnumerable<WrittenSlide> WriteAll(
        string folder, SyntheticSlideOptions options, CancellationToken cancellationToken = default) =>
        Variants.Select(variant => Write(variant, folder, options, cancellationToken));
}
