import type { Saying } from "../sayings";

/** What cameras do and do not. */
export const cameras: readonly Saying[] = [
  [
    "The program that read {device} was told to end and hangs in the camera's driver. Unplug the camera and plug it in again; if that does not help, restart this machine.",
    "Le programme qui lisait {device} devait s’arrêter et reste bloqué dans le pilote de la caméra. Débranchez et rebranchez la caméra ; si cela ne suffit pas, redémarrez cette machine.",
  ],
  [
    "{most} viewers look through this camera already. Try again in a moment.",
    "{most} personnes regardent déjà par cette caméra. Réessayez dans un instant.",
  ],
  ["The camera gave no picture in time.", "La caméra n’a pas donné d’image à temps."],
  ["The camera ended its stream.", "La caméra a arrêté son flux."],
  [
    "The camera sent no whole picture for {seconds} s.",
    "La caméra n’a envoyé aucune image entière pendant {seconds} s.",
  ],
  ["The camera cannot be reached: {why}.", "La caméra ne peut être jointe : {why}."],
  ["Connection refused", "connexion refusée"],
  [
    "The camera's certificate is not one that this machine trusts. Use http:// in your own network.",
    "Cette machine ne se fie pas au certificat de la caméra. Utilisez http:// sur votre propre réseau.",
  ],
  ["The camera does not speak HTTP as it should.", "La caméra ne parle pas HTTP comme il faut."],
  ["The connection to the camera broke.", "La connexion à la caméra s’est rompue."],
  ["The camera did not answer in time.", "La caméra n’a pas répondu à temps."],
  ["The camera failed: {why}.", "La caméra a échoué : {why}."],
  ["Enter where the pictures come from first.", "Saisissez d’abord d’où viennent les images."],
  ["This printer has no camera any more.", "Cette imprimante n’a plus de caméra."],
  [
    "Type the password again: that of one camera is not sent to another host.",
    "Saisissez à nouveau le mot de passe : celui d’une caméra n’est pas envoyé à une autre machine.",
  ],
  ["The camera was removed.", "La caméra a été retirée."],
  [
    "This is not an address of a camera. Expected http:// or https:// with a host, as http://camera:8080/?action=stream.",
    "Ce n’est pas l’adresse d’une caméra. Attendu : http:// ou https:// avec une machine, comme http://camera:8080/?action=stream.",
  ],
  [
    "'{device}' is not a camera of this machine. Expected a device as /dev/video0 or /dev/v4l/by-id/NAME.",
    "« {device} » n’est pas une caméra de cette machine. Attendu : un périphérique comme /dev/video0 ou /dev/v4l/by-id/NOM.",
  ],
  [
    "The camera's address answers with {type}, not with pictures. It may be the camera's web page; look for its stream or snapshot address.",
    "L’adresse de la caméra répond {type}, pas des images. C’est peut-être sa page web ; cherchez l’adresse de son flux ou de ses images.",
  ],
  [
    "The camera wants another name or password. Write them into its address, as http://name:password@camera/.",
    "La caméra demande un autre nom ou mot de passe. Écrivez-les dans son adresse, comme http://nom:motdepasse@camera/.",
  ],
  [
    "The camera knows no such address (404). Look for its stream or snapshot address.",
    "La caméra ne connaît pas cette adresse (404). Cherchez l’adresse de son flux ou de ses images.",
  ],
  [
    "The camera's address leads to another host, where it is not followed. Enter that address.",
    "L’adresse de la caméra mène à une autre machine, où elle n’est pas suivie. Saisissez cette adresse.",
  ],
  ["The camera answered {status}.", "La caméra a répondu {status}."],
  [
    "No program of this machine can read {device}. Install the Debian package ffmpeg or v4l-utils.",
    "Aucun programme de cette machine ne sait lire {device}. Installez le paquet Debian ffmpeg ou v4l-utils.",
  ],
  [
    "There is no {device} on this machine. Is the camera plugged in?",
    "Il n’y a pas de {device} sur cette machine. La caméra est-elle branchée ?",
  ],
  ["{device} gives no picture: {words}", "{device} ne donne pas d’image : {words}"],
  ["{program} could not be started.", "{program} n’a pas pu démarrer."],
  ["{program} could not be started: {why}", "{program} n’a pas pu démarrer : {why}"],
  ["{program} ended by itself.", "{program} s’est arrêté tout seul."],
  [
    "The camera sent {size} KiB without a JPEG in them. Expected an MJPEG stream; look at the address.",
    "La caméra a envoyé {size} Kio sans JPEG. Un flux MJPEG est attendu ; vérifiez l’adresse.",
  ],
  [
    "The camera sent a picture of more than {size} MiB. Let it send smaller ones.",
    "La caméra a envoyé une image de plus de {size} Mio. Faites-lui en envoyer de plus petites.",
  ],
  [
    "The camera's answer holds no whole JPEG. Look at its snapshot address.",
    "La réponse de la caméra ne contient pas de JPEG entier. Vérifiez l’adresse de ses images.",
  ],
];
