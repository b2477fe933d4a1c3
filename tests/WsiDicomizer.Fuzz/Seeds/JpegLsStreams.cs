namespace WsiDicomizer.Fuzz.Seeds;

/// <summary>Streams of JPEG-LS of 12 × 9 pixels, encoded by CharLS: forms that our own encoding does not have.</summary>
internal static class JpegLsStreams
{
    public static IReadOnlyList<byte[]> All() =>
    [
        // 8 bits, one component.
        Convert.FromBase64String(
            "/9j/9wALCAAJAAwBAREA/9oACAEBAAAAAAAAAfyVAAAB+dOgZwAH6wS2aN+sixa1xMkXL3LUSWz92OtuL3xFb5wgrW0oSaL/2Q=="),
        // 8 bits, a scan per component.
        Convert.FromBase64String(
            "/9j/9wARCAAJAAwDAREAAhEAAxEA/9oACAEBAAAAAAAAAfyVAAAB/egdmgAFkr9kWt0iX2uVeaWWLPdD23i5vb6OkTbQZm09uDZG"
            + "BBj/2gAIAQIAAAAAAAAB/JUAAAH5RByQ1PAAPH1n4Ltv1JrfUsb5dwTBNLamyQsFtn2ZLbzbxlt17CNA/9oACAEDAAAAAAAAAfyV"
            + "AAAB/UHFc4AAexFhj1rq03reKFXTLfCCSPbNvJ0VvGkTJbaXrdvixe7g/9k="),
        // 8 bits, line by line, NEAR 2.
        Convert.FromBase64String(
            "/9j/9wARCAAJAAwDAREAAhEAAxEA/9oADAMBAAIAAwACAQAAAABwuAAAA4/CMyQADfMZiYABv2A7LqnLfsD0vKz1ertfyyjbTz+p"
            + "7v0lOE2lrLqyc3wKDU2vy+pPvwOqa2aT6xb/CV9qZM9Y2X7F+3PvWX/gRfD/2Q=="),
        // 8 bits, sample by sample.
        Convert.FromBase64String(
            "/9j/9wARCAAJAAwDAREAAhEAAxEA/9oADAMBAAIAAwAAAgAAAAH9fz+lf8AAAH5AAHAG0i1LXMjPK8tbexnrySS8F4HJPy58+wxU"
            + "c73UkzCkAf3v59xEiIWdISkWJc9+PXKonERUJEdTk99/PFM6E9SmKo5HLX8QEJiE/FT2P01llvp06SiLfnU2RIUdfzx4WRUU1GC/"
            + "zRb/2Q=="),
        // 16 bits.
        Convert.FromBase64String(
            "/9j/9wALEAAJAAwBAREA//gADQH//wASAEMBFABA/9oACAEBAAAAAAAAAAAAAf9+QAgCAIAAAAAAAAD/f1AAMAqABwCQAGAHgABN"
            + "2AMA4CQAgBALjjngBAUBYBQRAWuOOAMAwCgiCYGy45YBgKAYFBoFbjhgHAKB4PBEJtxwQWAwCBQSAduOCAgGAIWAYAtxzQAsBgEF"
            + "AYAQ/9k="),
        // 2 bits, sample by sample.
        Convert.FromBase64String(
            "/9j/9wARAgAJAAwDAREAAhEAAxEA/9oADAMBAAIAAwAAAgAkr/5WrCzat+QkrWrRrdbyEy9fj1bSGpvkRWuk5O3rSmnHuzT/Lvkh"
            + "atobepaabd3bt1F7Z6dWYeQy2np+6P/Z"),
        // Preset thresholds.
        Convert.FromBase64String(
            "/9j/9wARCAAJAAwDAREAAhEAAxEA//gADQEA/wAFAAkAIQBA/9oADAMBAAIAAwAAAgAAAAH9fz+lf8AAAH5AAHAG0i1LXMjPK8tb"
            + "exteSSXgvA5Ly58+wxQ97skTCgg/vfz7koiLOEJiXJc9+PWKiQxMcCkN/O+/njMNCeSk6vKl/EBCYiLyt3jpNbvp06VEbmdRtIiq"
            + "/njwOw6ljBdxJv/Z"),
        // Restart markers.
        Convert.FromBase64String(
            "/9j/9wARCAAJAAwDAREAAhEAAxEA/90ABAAD/9oADAMBAAIAAwAAAgAAAAH9fz+lf8AAAH5AAHAG0i1LXMjPK8tbexnrySS8F4HJ"
            + "Py58+wxUc73UkzCkAfD/0AAAAf1/P6V/wAAAfkAAcAbSLUtcyM8ry1t7GevJJLwXgck/Lnz7DFRzvdSTMKQB8P/RAAAB/X8/pX/A"
            + "AAB+QABwBtItS1zIzyvLW3sZ68kkvBeByT8ufPsMVHO91JMwpAHw/9k="),
    ];

    /// <summary>The stream with text before its frame header, as programs write it.</summary>
    public static byte[] WithComments(byte[] stream) =>
        [.. stream.AsSpan(0, 2), 0xFF, 0xFE, 0, 8, .. "remark"u8, 0xFF, 0xE3, 0, 5, 1, 2, 3, .. stream.AsSpan(2)];
}
