namespace WsiDicomizer.Imaging.Tests.Png;

/// <summary>Small images that Pillow 9 wrote, and digests of the samples that Pillow decodes, alpha laid over white.</summary>
internal static class PillowPngs
{
    public const int Width = 9;
    public const int Height = 6;

    public static IReadOnlyDictionary<string, PillowPng> All { get; } = new Dictionary<string, PillowPng>
    {
        ["rgb"] = new(
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAGCAIAAACepSOSAAAAa0lEQVR4nHXJSQ6CQBQFQDqBQE9v+AkrPYVn8v4HUAEX7dba"
            + "Vpoez/7HvGLfgAwUoAIN6PiZV+wbmclCVrKRnQRJcpyyVKQqNelzXcdcz0XjnOViV/s9TbbhO+1xkRXF8UopInrcjpTOpX0B"
            + "dTcRZ5EaRT0AAAAASUVORK5CYII=",
            "71569e7b2423eaff18cae4d6b3a120cd6a5c42c187fc30fa1b19c13e17159170"),
        ["grey"] = new(
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAGCAAAAAA0rOsZAAAAN0lEQVR4nC3BwRUAERQDQLwcJfGpQv89KcBuAQ7M5MkHlbpA"
            + "2ba9C+UWvSyAcov0j0Cl9tdHxgGiLgdp30C69QAAAABJRU5ErkJggg==",
            "d250bbfb8c77b7d556514ecebfc03db3f1d3380942591bcabf1cc2748de9223c"),
        ["one bit"] = new(
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAGAQAAAAA5vIloAAAAGklEQVR4nGNkrGdiY2DiYGASYGBSYGByYAAACssBCjsG5egA"
            + "AAAASUVORK5CYII=",
            "583190944aa2e5f09dbcaafa730e48a1dc36e2614572d9735b445e2e801fb5dc"),
        ["palette of 4 bits"] = new(
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAGBAMAAADj6an2AAAAJ1BMVEWH2St6xA9ssfZiswNnqOpOnOpUktBGgbsvfs4tba0i"
            + "X5sZUosMP3O/kY0qAAAALUlEQVR4nGM4s3tlWQLD6ZXlKQoMu6anOQkwrGwLchRgmNGqJMDA0BFsyMAAAAOEC6zGxYUXAAAA"
            + "AElFTkSuQmCC",
            "d4f85ed1fd0fc8d54f12f7a1c14532029400dc7aa015035b04d71b83285f8b61"),
        ["palette of 8 bits"] = new(
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAGCAMAAAAmGUT3AAAAeFBMVEWS5DV/1CmA0iOFyQxxvw1swRZ3t/d3sOlgrvx0uwJa"
            + "rwRZrgNlrPNoqOhpottSnedHnPFil81Zmdlbjb9FjNM+jNpMiMVOgLI9erY1it81fMMte8kjeM05b6QsbKwha7YsYZcdXZ0V"
            + "XKMeVIkOTo4RRnwNP3EAMmQ9Z/dgAAAAQ0lEQVR4nAXBCQKAEAAEwEWHSkmHdAgl/f+HZvCn7/V2mxVSDNZoNdSI4TZ66iuG"
            + "xx2LFKJhcOcqOS8ocO1j15aEIAOXxAQaX5RLdwAAAABJRU5ErkJggg==",
            "9927a861962363acd8dde1a7f4b02073c2dc27d381c023978f2556113f12f170"),
        ["palette with alpha"] = new(
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAGBAMAAADj6an2AAAAJ1BMVEWH2St6xA9ssfZiswNnqOpOnOpUktBGgbsvfs4tba0i"
            + "X5sZUosMP3O/kY0qAAAADXRSTlMAFCg8UGR4jKC0yNzw0Xv+mwAAAC1JREFUeJxjOLN7ZVkCw+mV5SkKDLumpzkJMKxsC3IU"
            + "YJjRqiTAwNARbMjAAAADhAusxsWFFwAAAABJRU5ErkJggg==",
            "c917c5e47e3aaf7de5ac87d808d30ad7ba1746159ecda837f9b1cbcefb5e492c"),
        ["rgb alpha"] = new(
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAGCAYAAAARx7TFAAAAf0lEQVR4nIXKSwqCUBgGUC8odR9+jx8aJREtoTW1phZbqQ0U"
            + "GnbGJ3X3x3P8oz/gNB0BZAAFQAXQAIz42RLJTLKQrCQbyZG8gZs9SVlSkVSla5P0Wdd17quWQdqTneVLsV1tv7uus214Mm3v"
            + "KSIrojjilVKKiBjjHHNKaRlafAEjrBZdympRAwAAAABJRU5ErkJggg==",
            "eb11d707d6fa5c9ec82437c58ec67237e633e2cd869974f85b7428fb27badd06"),
        ["grey alpha"] = new(
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAGCAQAAAC7znxOAAAATklEQVR4nF3BsQ2AMAwEwERyGdv/TmshRMfCjMgAgT50SHBX"
            + "90N/pKXal2iavzb34aJpcABYgTlPAKJp9AUkS7nZSUpLDYsRV43oUavEA4n0DWdSNaFnAAAAAElFTkSuQmCC",
            "30193cb7e59b889da5ef4b06b513c684bccca9207288102752bae4fab1711312"),
        ["rgb with a transparent colour"] = new(
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAGCAIAAACepSOSAAAABnRSTlMAOwB7ALu8QGOzAAAAa0lEQVR4nHXJSQ6CQBQFQDqB"
            + "QE9v+AkrPYVn8v4HUAEX7dbaVpoez/7HvGLfgAwUoAIN6PiZV+wbmclCVrKRnQRJcpyyVKQqNelzXcdcz0XjnOViV/s9Tbbh"
            + "O+1xkRXF8UopInrcjpTOpX0BdTcRZ5EaRT0AAAAASUVORK5CYII=",
            "27b2daba3929b5d157ccd0b4d3f3be8f4dca351b84426da0d2ebb3b6e0bfb2fd"),
        ["grey of 16 bits"] = new(
            "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAGEAAAAABkPDdaAAAANElEQVR4nGNkYOC6yQ2HXDe5bzKqbUfmct/kvsmivh3O3Q4X"
            + "QuZy3+S6yTjrDqpJcI3IWgE+KS9Penb71wAAAABJRU5ErkJggg==",
            "776ffd2144a1d0ad6f4a71d35ac2aa67186f18d83328fbd9df8c01abd49058a9"),
    };
}

/// <summary>An image.</summary>
/// <param name="Base64">Its stream.</param>
/// <param name="SamplesDigest">SHA-256 of its samples, hexadecimal.</param>
internal sealed record PillowPng(string Base64, string SamplesDigest)
{
    public byte[] Stream => Convert.FromBase64String(Base64);
}
