using System.Globalization;

namespace WsiDicomizer.Imaging;

/// <summary>What a parser found wrong, without the cost of an exception.</summary>
/// <remarks>Parsers give it back from their <c>Try</c> methods; the throwing ones turn it into a <see cref="CodecException"/>.</remarks>
public readonly struct CodecFault : IEquatable<CodecFault>
{
    /// <summary>Creates the finding.</summary>
    /// <param name="problem">Which kind it is.</param>
    /// <param name="offset">Bytes from the start of what was given.</param>
    /// <param name="expected">What was expected there; never a value from the bytes.</param>
    public CodecFault(CodecProblem problem, long offset, string expected)
    {
        Problem = problem;
        Offset = offset;
        Expected = expected;
    }

    /// <summary>Which kind it is.</summary>
    public CodecProblem Problem { get; }

    /// <summary>Bytes from the start of what was given.</summary>
    public long Offset { get; }

    /// <summary>What was expected there.</summary>
    public string Expected { get; }

    /// <summary>The exception that says the same.</summary>
    /// <param name="what">What was being read, e.g. <c>JPEG header</c>.</param>
    /// <returns>An exception that has not been thrown.</returns>
    public CodecException ToException(string what)
    {
        var state = Problem switch
        {
            CodecProblem.Truncated => "ends too early",
            CodecProblem.Unsupported => "is not supported",
            CodecProblem.LimitExceeded => "is larger than the limits allow",
            CodecProblem.LibraryMissing => "needs a library that is not here",
            _ => "is damaged",
        };
        var message = string.Create(
            CultureInfo.InvariantCulture, $"The {what} {state}: at offset {Offset} expected {Expected}.");
        return new CodecException(Problem, message, Offset);
    }

    /// <inheritdoc/>
    public bool Equals(CodecFault other) =>
        Problem == other.Problem && Offset == other.Offset && Expected == other.Expected;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CodecFault other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Problem, Offset, Expected);

    /// <summary>Whether two findings say the same.</summary>
    public static bool operator ==(CodecFault left, CodecFault right) => left.Equals(right);

    /// <summary>Whether two findings differ.</summary>
    public static bool operator !=(CodecFault left, CodecFault right) => !left.Equals(right);
}
