package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs whose logs are read, all at once, in a network namespace of their own where
 * every fifth echo and some datagrams are lost; of ping, which asks as regularly as nothing else,
 * every fifth of its own.
 */
final class RealPrograms {
  private static final Path UNPACKED = Path.of("src/test/unpacked").toAbsolutePath();

  private static final String SCRIPT =
      """
      cd "$1"; there=$2
      PATH=$PATH:/usr/sbin:/sbin:$there/usr/bin
      export LC_ALL=C PERL5LIB=$there/usr/share/perl5
      ip link set lo up
      ip address add 198.51.100.1/32 dev lo
      ip address add 198.51.100.2/32 dev lo
      nft -f - <<END
      table inet losses {
        chain incoming { type filter hook input priority 0;
          icmp type echo-reply meta length > 200 numgen inc mod 5 == 3 drop
          icmp type echo-reply meta length <= 200 numgen inc mod 5 == 3 drop
          udp sport 2112 meta length > 80 numgen inc mod 7 == 4 drop
        }
      }
      END
      has() { command -v "$1" >/dev/null; }
      has ping && ping -n -D -O -s 200 -i 0.2 -c 15 198.51.100.1 >ping.log 2>&1 &
      has fping && timeout -s INT 3 fping -D -l -p 250 198.51.100.1 198.51.100.2 >fping.log 2>&1 &
      has fping && fping -D -C 10 -p 250 198.51.100.1 >fping-c.log 2>&1 &
      has mtr && mtr -n --json -c 8 -i 0.25 -G 1 198.51.100.1 >mtr.json 2>mtr.err &
      has mtr && mtr -n --raw -c 8 -i 0.25 -G 1 198.51.100.2 >mtr.raw 2>mtr.err &
      if has irtt; then
        irtt server -b 127.0.0.1:2112 >server.txt 2>&1 & server=$!
        {
          for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
            irtt client -i 100ms -d 2s -l 100 --wait=500ms -o irtt.json 127.0.0.1:2112 && break
            read -r -t 0.2 <>pause
          done
          kill "$server"
        } >irtt.txt 2>&1 &
      fi
      if [[ -x $there/usr/sbin/smokeping ]] && has fping && perl -MRRDs -MSmokeping -e 1; then
        perl "$there/usr/sbin/smokeping" --config=smokeping.conf --debug >smokeping.txt 2>&1 &
      fi
      wait
      """;

  private static final String SMOKEPING =
      """
      *** General ***
      owner = nobody
      contact = nobody@localhost
      mailhost = localhost
      imgcache = HERE
      imgurl = img
      datadir = HERE
      piddir = HERE
      cgiurl = http://localhost/
      smokemail = THERE/etc/smokeping/smokemail
      syslogfacility = local0
      *** Database ***
      step = 60
      pings = 6
      AVERAGE 0.5 1 10
      *** Presentation ***
      template = THERE/etc/smokeping/basepage.html
      + overview
      width = 100
      height = 50
      range = 1h
      + detail
      width = 100
      height = 50
      "1h" 1h
      *** Probes ***
      + FPing
      binary = /usr/bin/fping
      hostinterval = 0.2
      mininterval = 0.01
      timeout = 0.15
      *** Targets ***
      probe = FPing
      menu = Top
      title = Top
      + near
      host = 198.51.100.1
      menu = near
      title = near
      rawlog = %Y-%m-%d
      """;

  private RealPrograms() {}

  /** Writes all their logs into a directory. */
  static void run(Path directory) throws IOException, InterruptedException {
    Files.writeString(
        directory.resolve("smokeping.conf"),
        SMOKEPING.replace("THERE", UNPACKED.toString()).replace("HERE", directory.toString()));
    Files.writeString(directory.resolve("script"), SCRIPT);
    Process made = new ProcessBuilder("mkfifo", directory.resolve("pause").toString()).start();
    if (made.waitFor() != 0) {
      throw new IOException("mkfifo: " + new String(made.getErrorStream().readAllBytes(), UTF_8));
    }
    Path said = directory.resolve("said");
    Process all =
        new ProcessBuilder(
                List.of(
                    "unshare",
                    "-n",
                    "bash",
                    directory.resolve("script").toString(),
                    directory.toString(),
                    UNPACKED.toString()))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!all.waitFor(90, TimeUnit.SECONDS)) {
      all.descendants().forEach(ProcessHandle::destroyForcibly);
      all.destroyForcibly();
      throw new IOException("not ended within 90 s: " + Files.readString(said));
    }
    String words = Files.readString(said);
    if (words.contains("Error")) {
      throw new IOException(words);
    }
  }
}
